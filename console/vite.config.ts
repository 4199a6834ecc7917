/** How the console is built: hashed names, and a Brotli and a gzip copy beside each text file. */
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

const TEXT = /\.(js|css|html|json|svg|webmanifest)$/

/** Compressed once here, so that the server embeds and sends what lies there. */
function compressed(): Plugin {
  let folder = 'dist'
  return {
    name: 'compressed',
    apply: 'build',
    configResolved: (config) => void (folder = join(config.root, config.build.outDir)),
    closeBundle() {
      for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
        if (!TEXT.test(name)) continue
        const path = join(folder, name)
        const text = readFileSync(path)
        const params = { [constants.BROTLI_PARAM_SIZE_HINT]: text.length }
        writeFileSync(`${path}.br`, brotliCompressSync(text, { params }))
        writeFileSync(`${path}.gz`, gzipSync(text, { level: 9 }))
      }
    },
  }
}

/** What comes together is one file: fewer of them are sooner there, and sooner run. */
const SPLIT = [
  { name: 'early', test: /\/src\/early\.ts$/, priority: 3 },
  { name: 'shell', tags: ['$initial' as const], priority: 2 },
  { name: 'overview', test: /\/pages\/overview\/Overview\.tsx$/, priority: 1 },
]

/**
 * `src/early.ts` as a script of its own, ahead of all others, and the theme's script under a name
 * that may be kept for ever. After the style sheet: a page's own rules count more than those.
 */
function firstScripts(): Plugin {
  return {
    name: 'first-scripts',
    apply: 'build',
    buildStart() {
      this.emitFile({ type: 'asset', name: 'theme.js', source: readFileSync(join(import.meta.dirname, 'src/theme-first.js')) })
    },
    transformIndexHtml: {
      order: 'post',
      handler(html, { bundle }) {
        const early = Object.values(bundle ?? {}).find((file) => file.type === 'chunk' && file.name === 'early' && file.isEntry)
        const theme = Object.values(bundle ?? {}).find((file) => file.type === 'asset' && file.names.includes('theme.js'))
        if (!early || !theme) throw new Error('a first script is missing')
        const named = html.replace('/src/theme-first.js', `/${theme.fileName}`)
        return named.replace('</head>', `  <script type="module" async crossorigin src="/${early.fileName}"></script>\n  </head>`)
      },
    },
  }
}

export default defineConfig({
  plugins: [react(), firstScripts(), compressed()],
  resolve: { tsconfigPaths: true },
  build: {
    target: 'es2022',
    sourcemap: false,
    // Small files as data: URLs would need a looser Content-Security-Policy.
    assetsInlineLimit: 0,
    manifest: true,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: { index: 'index.html', early: 'src/early.ts' },
      output: { codeSplitting: { groups: SPLIT } },
    },
  },
  server: {
    port: 5173,
    // `npm run dev` shows the sources of here with the data of a running server.
    proxy: { '^/(api|healthz)': { target: process.env.SOLERA ?? 'http://127.0.0.1:7654' } },
  },
})
