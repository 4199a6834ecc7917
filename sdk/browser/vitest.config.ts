import { defineConfig } from 'vitest/config'

// The SDK lives in pages: its tests have a document, be it a made one.
export default defineConfig({ test: { environment: 'jsdom', include: ['src/**/*.test.{ts,tsx}'] } })
