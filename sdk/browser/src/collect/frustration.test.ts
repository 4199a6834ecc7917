import { describe, expect, it } from 'vitest'
import { belongsTo, frustrationsOf, isRage, type Judged } from './frustration.js'

const counts = (error: number): Judged['counts'] => ({ error, long_task: 0, resource: 0 })
const click = (timeStamp: number, given: Partial<Judged> = {}): Judged => {
  const target = given.target ?? document.createElement('button')
  const event = { target, timeStamp, clientX: 0, clientY: 0 } as unknown as PointerEvent
  return { event, target, did: {}, hadActivity: true, counts: counts(0), ...given }
}
const element = (html: string): Element => {
  document.body.innerHTML = html
  return document.body.firstElementChild!
}

describe('frustration', () => {
  it('takes three clicks in a second for rage, unless text was selected or the page scrolled', () => {
    expect(isRage([click(0), click(400), click(1000)])).toBe(true)
    expect(isRage([click(0), click(900), click(1800), click(2700)])).toBe(false)
    expect(isRage([click(0), click(900), click(1000), click(1100)])).toBe(true)
    expect(isRage([click(0), click(10), click(20, { did: { selection: true } })])).toBe(false)
    expect(isRage([click(0), click(10), click(20, { did: { scroll: true } })])).toBe(false)
  })

  it('tells what belongs together', () => {
    const { event } = click(0)
    expect(belongsTo(event, { ...event, timeStamp: 1000, clientX: 60, clientY: 80 } as PointerEvent)).toBe(true)
    expect(belongsTo(event, { ...event, timeStamp: 10, clientX: 60, clientY: 81 } as PointerEvent)).toBe(false)
    expect(belongsTo(event, click(10).event)).toBe(false)
  })

  it('tells dead clicks and clicks with errors', () => {
    expect(frustrationsOf([click(0)], false, false)).toEqual([])
    expect(frustrationsOf([click(0, { hadActivity: false })], false, false)).toEqual(['dead_click'])
    expect(frustrationsOf([click(0, { hadActivity: false })], false, true)).toEqual([])
    expect(frustrationsOf([click(0, { counts: counts(1) })], false, false)).toEqual(['error_click'])
    expect(frustrationsOf([click(0), click(1, { hadActivity: false }), click(2, { counts: counts(1) })], true, false)).toEqual([
      'rage_click',
      'dead_click',
      'error_click',
    ])
  })

  it.each([
    ['<input>', false],
    ['<input type="checkbox">', true],
    ['<textarea></textarea>', false],
    ['<a href="#x">x</a>', false],
    ['<a>x</a>', true],
    ['<label for="t">x</label><input id="t">', false],
    ['<canvas></canvas>', false],
  ])('a click on %s without effect is dead: %s', (html, dead) => {
    expect(frustrationsOf([click(0, { target: element(html), hadActivity: false })], false, false)).toEqual(dead ? ['dead_click'] : [])
  })
})
