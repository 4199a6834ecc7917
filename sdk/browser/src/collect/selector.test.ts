import { describe, expect, it } from 'vitest'
import { selectorOf } from './selector.js'

// jsdom has no CSS.escape, and does not match names in capitals as browsers do: what takes siblings into
// account is tested in a browser.
globalThis.CSS ??= { escape: (text: string) => text } as typeof CSS

function found(html: string, attribute?: string): string | undefined {
  document.body.innerHTML = html
  return selectorOf(document.querySelector('[x]')!, attribute)
}

describe('selectors', () => {
  it.each([
    ['<button data-testid="buy" x></button>', 'BUTTON[data-testid="buy"]'],
    ['<button id="buy" x></button>', '#buy'],
    ['<div id="cart"><b x></b></div>', '#cart>B'],
  ])('%s is found by %s', (html, selector) => {
    expect(found(html)).toBe(selector)
    expect(document.querySelectorAll(selector)).toHaveLength(1)
  })

  it('prefers the attribute of the application', () => {
    expect(found('<b data-name="n" data-testid="t" x></b>', 'data-name')).toBe('B[data-name="n"]')
  })

  it('goes into shadow trees', () => {
    document.body.innerHTML = '<div id="host"></div>'
    const root = document.getElementById('host')!.attachShadow({ mode: 'open' })
    root.innerHTML = '<p><b></b></p>'
    expect(selectorOf(root.querySelector('b')!)).toBe('#host::shadow P>B')
  })

  it('finds nothing for what is no longer there', () => {
    expect(selectorOf(document.createElement('b'))).toBeUndefined()
  })
})
