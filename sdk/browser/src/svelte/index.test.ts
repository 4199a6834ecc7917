import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { compile } from 'svelte/compiler'
import { flushSync, mount } from 'svelte'
import { afterEach, expect, it } from 'vitest'
import { errors, start, stop, viewNames } from '../frameworks/sdk.test-help.js'
import { addSvelteError, trackNavigation, withSolera } from './index.js'

afterEach(stop)

it('tells of what a boundary caught', async () => {
  start()
  const folder = mkdtempSync(join(import.meta.dirname, '.made-'))
  try {
    const source = `<script>let { onerror } = $props(); function broken() { throw new TypeError('no cart') }</script>
      <svelte:boundary {onerror}><p>{broken()}</p>{#snippet failed()}<p>sorry</p>{/snippet}</svelte:boundary>`
    const { js } = compile(source, { generate: 'client', filename: 'Shop.svelte' })
    writeFileSync(join(folder, 'shop.js'), js.code)
    const { default: Shop } = await import(/* @vite-ignore */ join(folder, 'shop.js'))
    mount(Shop, { target: document.body, props: { onerror: addSvelteError } })
    flushSync()
  } finally {
    rmSync(folder, { recursive: true })
  }
  expect(document.body.textContent).toContain('sorry')
  expect(errors()).toMatchObject([{ type: 'TypeError', message: 'no cart', context: { framework: 'svelte' } }])
})

it('tells of what SvelteKit caught, but not of addresses that do not exist', () => {
  start()
  const handle = withSolera(({ message }: { error: unknown; status: number; message: string; event: { route: { id: string | null } } }) => ({ message }))
  const event = { route: { id: '/users/[id]' } }
  expect(handle({ error: new Error('broken'), status: 500, message: 'Internal', event })).toEqual({ message: 'Internal' })
  handle({ error: new Error('none'), status: 404, message: 'Not found', event })
  expect(errors()).toMatchObject([{ message: 'broken', context: { sveltekit: { status: 500, route: '/users/[id]' } } }])
})

it('begins a view by the id of each route', () => {
  start(true)
  const go: ((navigation: { to: { route: { id: string | null }; url: URL } | null }) => void)[] = []
  trackNavigation((f) => void go.push(f))
  for (const [id, path] of [['/(shop)', '/'], ['/(shop)/users/[id]', '/users/7'], [null, '/nowhere']] as const) {
    go[0]!({ to: { route: { id }, url: new URL(path, 'http://shop.test') } })
  }
  expect(viewNames()).toEqual(['/', '/users/[id]', '/nowhere'])
})
