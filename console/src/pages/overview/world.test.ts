import { describe, expect, it } from 'vitest'

import { MAP_WIDTH } from './projection'
import { LANDS, ring } from './world'

describe('the world', () => {
  it('knows its countries by their codes', () => {
    const codes = LANDS.map(({ code }) => code)
    for (const code of ['DE', 'BR', 'CN', 'TW', 'XK', 'US', 'ZA']) expect(codes).toContain(code)
    expect(codes).not.toContain('AQ')
    expect(codes.filter((code) => code === undefined).length).toBe(2) // no code is given to two lands
  })
  it('draws no line across the map where a country crosses the date line', () => {
    for (const { path, code } of LANDS) {
      for (const part of path.split('M').slice(1)) {
        const xs = part.replace('Z', '').split('L').map((point) => Number(point.split(' ')[0]))
        const jump = Math.max(...xs.slice(1).map((x, index) => Math.abs(x - xs[index]!)))
        expect(jump, code).toBeLessThan(MAP_WIDTH / 4)
      }
    }
  })
  it('draws what crosses it at both edges', () => {
    const square = [[175, 10], [-175, 10], [-175, -10], [175, -10], [175, 10]]
    expect(ring(square).split('M').length - 1).toBe(2)
    expect(ring(square)).not.toContain('NaN')
    expect(ring([[5, 1], [6, 1], [6, 2], [5, 1]]).split('M').length - 1).toBe(1)
  })
})
