import { describe, expect, it } from 'vitest'

import { offset, tickLabel, ticks } from './ticks'
import { clamp, createZoom, parseWindow, reveal, scale, shift, writeWindow } from './window'

describe('the window', () => {
  it('stays inside the history', () => {
    expect(clamp({ from: -10, to: 40 }, 100)).toEqual({ from: 0, to: 50 })
    expect(clamp({ from: 80, to: 130 }, 100)).toEqual({ from: 50, to: 100 })
    expect(clamp({ from: 50, to: 50 }, 100)).toEqual({ from: 47.5, to: 52.5 })
    expect(clamp({ from: -5, to: 500 }, 100)).toEqual({ from: 0, to: 100 })
    expect(clamp({ from: 0, to: 2 }, 2)).toEqual({ from: 0, to: 2 })
  })

  it('keeps what lies under the pointer there', () => {
    expect(scale({ from: 0, to: 100 }, 0.5, 0.5, 100)).toEqual({ from: 25, to: 75 })
    expect(scale({ from: 0, to: 100 }, 0.5, 0, 100)).toEqual({ from: 0, to: 50 })
    expect(scale({ from: 25, to: 75 }, 4, 0.5, 100)).toEqual({ from: 0, to: 100 })
  })

  it('moves along, up to the ends', () => {
    expect(shift({ from: 0, to: 50 }, 0.5, 100)).toEqual({ from: 25, to: 75 })
    expect(shift({ from: 40, to: 90 }, 1, 100)).toEqual({ from: 50, to: 100 })
    expect(reveal({ from: 0, to: 10 }, 5, 100)).toEqual({ from: 0, to: 10 })
    expect(reveal({ from: 0, to: 10 }, 50, 100)).toEqual({ from: 41, to: 51 })
  })

  it('is read from the URL and written to it', () => {
    expect(parseWindow('10-50', 100)).toEqual({ from: 10, to: 50 })
    for (const text of [undefined, '', '50-10', '200-300', '1.5-3', 'a-b']) expect(parseWindow(text, 100)).toBeUndefined()
    expect(writeWindow({ from: 10.4, to: 49.5 }, 100)).toBe('10-50')
    expect(writeWindow({ from: 0, to: 100 }, 100)).toBeUndefined()
    expect(writeWindow({ from: 0, to: 100 }, 100, { from: 0, to: 20 })).toBe('all')
    expect(writeWindow({ from: 0, to: 20 }, 100, { from: 0, to: 20 })).toBeUndefined()
    expect(parseWindow('all', 100)).toEqual({ from: 0, to: 100 })
  })

  it('grows with a session that is seen whole, and stays where one looks closer', () => {
    const zoom = createZoom(100)
    zoom.grow(150)
    expect(zoom.get()).toEqual({ from: 0, to: 150 })
    zoom.set({ from: 20, to: 40 })
    zoom.grow(200)
    expect(zoom.get()).toEqual({ from: 20, to: 40 })
  })

  it('tells who listens, once for each change', () => {
    const zoom = createZoom(100)
    let told = 0
    const stop = zoom.subscribe(() => (told += 1))
    zoom.set({ from: 10, to: 20 })
    zoom.set({ from: 10, to: 20 })
    stop()
    zoom.set({ from: 0, to: 100 })
    expect(told).toBe(1)
  })
})

describe('ticks', () => {
  it('are round and about so far apart', () => {
    expect(ticks({ from: 0, to: 240_000 }, 1000)).toEqual({ step: 30_000, at: [0, 30_000, 60_000, 90_000, 120_000, 150_000, 180_000, 210_000, 240_000] })
    expect(ticks({ from: 103, to: 153 }, 500, 100).at).toEqual([110, 120, 130, 140, 150])
  })

  it('say as many digits as they need', () => {
    expect(offset(5_000, 1000)).toBe('0:05')
    expect(offset(723_250)).toBe('12:03.250')
    expect(offset(3_723_000, 60_000)).toBe('1:02:03')
    expect(offset(59_999.7)).toBe('1:00.000')
    expect(offset(1_200, 100)).toBe('0:01.2')
    expect([tickLabel(0, 100), tickLabel(500, 100), tickLabel(1500, 100), tickLabel(30_000, 10_000), tickLabel(90_000, 10_000)]).toEqual(['0', '500 ms', '1.5 s', '30 s', '1:30'])
    expect([tickLabel(500, 500, true), tickLabel(1000, 500, true)]).toEqual(['0.5 s', '1.0 s'])
  })
})
