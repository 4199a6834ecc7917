import { expect, test } from 'vitest'

import { highlight } from './highlight'
import { FORMS } from './snippet'
import { defaultOptions } from './snippet-options'

const input = { ...defaultOptions('shop'), origin: 'https://rum.example.com', applicationId: 'a', clientToken: 'b' }
const sdk = { version: '1', path: '/sdk/v1/solera.0.js', integrity: 'sha384-a', stub: 'var a=1' }

test.each(FORMS.filter(({ write }) => write))('$name: nothing is lost, something is coloured', (form) => {
  const code = form.ofServer ? form.write(input, sdk) : form.write!(input)
  const pieces = highlight(code, form.language)
  expect(pieces.map(({ text }) => text).join('')).toBe(code)
  expect(pieces.some(({ kind }) => kind === 'string' || kind === 'keyword')).toBe(true)
})

test('an address in a text is no comment, and a rate is a number', () => {
  const pieces = highlight(`init({ proxy: 'https://a.b', rate: 100 }) // here`, 'js')
  expect(pieces.filter(({ kind }) => kind !== 'plain')).toEqual([
    { kind: 'string', text: `'https://a.b'` },
    { kind: 'number', text: '100' },
    { kind: 'comment', text: '// here' },
  ])
})
