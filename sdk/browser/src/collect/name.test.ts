import { beforeEach, describe, expect, it } from 'vitest'
import { type Naming, nameOf } from './name.js'
import { type Level, levelOf } from './privacy.js'

const OPEN: Naming = { enablePrivacyForActionName: false, defaultPrivacyLevel: 'mask' }

/** The name of the element with `x` on it. */
function named(html: string, naming: Partial<Naming> = {}): [string, string] {
  document.body.innerHTML = html
  const target = document.querySelector('[x]')!
  const all = { ...OPEN, ...naming }
  const level: Level = all.enablePrivacyForActionName ? levelOf(target, all.defaultPrivacyLevel) : 'allow'
  const { name, name_source } = nameOf(target, all, level)
  return [name, name_source]
}

beforeEach(() => void (document.body.innerHTML = ''))

describe('names of clicks', () => {
  it('takes what the page says the name is, from any height', () => {
    expect(named('<div data-dd-action-name=" Pay  now "><p><button x>Buy</button></p></div>')).toEqual(['Pay now', 'custom_attribute'])
    expect(named('<div data-name="Mine"><button x>Buy</button></div>', { actionNameAttribute: 'data-name' })[0]).toBe('Mine')
  })

  it.each([
    ['<label for="a">A name</label><input id="a" x>', 'A name', 'text_content'],
    ['<input type="submit" value="Send" x>', 'Send', 'text_content'],
    ['<button><span x>Buy</span> this</button>', 'Buy this', 'text_content'],
    ['<b title="Top" x>t</b>', 'Top', 'standard_attribute'],
    ['<div role="button" x>Go</div>', 'Go', 'text_content'],
    ['<i aria-label="Home" x>h</i>', 'Home', 'standard_attribute'],
    ['<i id="l">One</i><i id="m">Two</i><b aria-labelledby="l m" x></b>', 'One Two', 'text_content'],
    ['<img alt="A cat" x>', 'A cat', 'standard_attribute'],
    ['<input name="street" x>', 'street', 'standard_attribute'],
    ['<a title="Top" x>t</a>', 't', 'text_content'],
    ['<input placeholder="Search" x>', 'Search', 'standard_attribute'],
    ['<select x><option>First</option><option>Second</option></select>', 'First', 'text_content'],
    ['<div><div x><p>one</p><p>two</p></div></div>', 'one two', 'text_content'],
    ['<form title="Form"><i x></i></form>', 'Form', 'standard_attribute'],
    ['<div title="Outside"><form><i x></i></form></div>', '', 'blank'],
    ['<div x></div>', '', 'blank'],
  ])('%s is %s', (html, name, source) => {
    expect(named(html)).toEqual([name, source])
  })

  it('tells neither what is invisible, nor what the visitor writes, nor the name of something within', () => {
    expect(named('<div x>a<b style="display:none">b</b><b style="visibility:hidden">c</b><b data-dd-action-name="n">d</b>e</div>')[0]).toBe('ae')
  })

  it('cuts a long name', () => {
    expect(named(`<button x>${'word '.repeat(100)}</button>`)[0]).toBe(`${'word '.repeat(20)} [...]`)
  })

  it('keeps names private where it is told to', () => {
    const naming = { enablePrivacyForActionName: true }
    expect(named('<button x>Buy</button>', naming)).toEqual(['Masked Element', 'mask_placeholder'])
    expect(named('<button data-dd-action-name="Pay" x>Buy</button>', naming)[0]).toBe('Pay')
    expect(named('<div data-dd-privacy="allow"><button x>Buy <b class="dd-privacy-mask">secret</b></button></div>', naming)[0]).toBe('Buy')
    expect(named('<button x>Buy</button>', { ...naming, defaultPrivacyLevel: 'mask-user-input' })[0]).toBe('Buy')
    expect(named('<input type="password" placeholder="pin" x>', { ...naming, defaultPrivacyLevel: 'allow' })[0]).toBe('Masked Element')
  })

  it('lets no marker open what is hidden', () => {
    document.body.innerHTML = '<div data-dd-privacy="hidden"><p data-dd-privacy="allow"><b x></b></p></div>'
    expect(levelOf(document.querySelector('[x]')!, 'allow')).toBe('hidden')
  })
})
