// The server gives the SDK out: names, hashes, headers.
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'

export function giving(on) {
  test('the server gives out the SDK: newest, pinned, slim, as a package', async () => {
    const get = (path) => fetch(on.solera.address + path, { headers: { origin: 'https://shop.example.com' } })
    const { path, integrity, slim, version } = on.manifest
    const pinned = await get(path)
    const bytes = Buffer.from(await pinned.arrayBuffer())
    assert.equal(`sha384-${createHash('sha384').update(bytes).digest('base64')}`, integrity)
    assert.match(pinned.headers.get('cache-control'), /immutable/)
    assert.equal(pinned.headers.get('access-control-allow-origin'), '*')
    assert.match(pinned.headers.get('content-type'), /^text\/javascript/)

    const newest = await get('/sdk/v1/solera.js')
    assert.doesNotMatch(newest.headers.get('cache-control'), /immutable/)
    assert.ok(bytes.equals(Buffer.from(await newest.arrayBuffer())), 'both names are the same script')
    assert.equal((await get(slim.path)).status, 200)
    assert.equal((await get('/sdk/v1/solera-browser.tgz')).headers.get('content-type'), 'application/gzip')
    assert.match(version, /^\d+\.\d+\.\d+$/)

    const old = await get('/sdk/v1/solera.0000000000000000.js')
    assert.equal(old.status, 404)
    assert.match((await old.json()).detail, /never held/)
  })
}
