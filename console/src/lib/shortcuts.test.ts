/** Keys as they are spelt, and sequences of them. */
import { describe, expect, it } from 'vitest'

import { match, spell } from './shortcuts'

const key = (name: string, more: object = {}) => ({ key: name, metaKey: false, ctrlKey: false, altKey: false, ...more })
const ALL = ['g o', 'g e', 'r', '?', 'mod+k'].map((keys) => ({ keys, description: keys }))

describe('spell', () => {
  it('names keys as they are registered', () => {
    expect(spell(key('r'))).toBe('r')
    expect(spell(key('R'))).toBe('r')
    expect(spell(key('?'))).toBe('?')
    expect(spell(key('Escape'))).toBe('Escape')
    expect(spell(key('k', { ctrlKey: true }))).toBe('mod+k')
    expect(spell(key('k', { metaKey: true }))).toBe('mod+k')
  })
  it('leaves alone what says nothing by itself, or is the browser’s', () => {
    expect(spell(key('Shift'))).toBeUndefined()
    expect(spell(key('d', { altKey: true }))).toBeUndefined()
  })
})

describe('match', () => {
  it('finds single keys and sequences', () => {
    expect(match(ALL, '', 'r').found?.keys).toBe('r')
    expect(match(ALL, '', 'g')).toEqual({ rest: 'g' })
    expect(match(ALL, 'g', 'e').found?.keys).toBe('g e')
  })
  it('starts again with a key that does not go on', () => {
    expect(match(ALL, 'g', 'r').found?.keys).toBe('r')
    expect(match(ALL, 'g', 'g')).toEqual({ rest: 'g' })
    expect(match(ALL, 'g', 'x')).toEqual({ rest: '' })
  })
  it('takes the one that was registered last', () => {
    const page = { keys: 'r', description: 'of the page' }
    expect(match([...ALL, page], '', 'r').found).toBe(page)
  })
})
