/** How the unit tests run: in a document, as most of the SDK needs one. */
import { defineConfig } from 'vitest/config'

// The SDK lives in pages: its tests have a document, be it a made one.
export default defineConfig({
  define: { __VERSION__: '"0.0.0-test"' },
  resolve: { conditions: ['browser'] },
  test: { environment: 'jsdom', include: ['src/**/*.test.{ts,tsx}'] },
})
