import { describe, expect, it } from 'vitest'

import { equalEarth, MAP_HEIGHT, MAP_WIDTH, project } from './projection'
import { shade, shades } from './shade'

describe('the projection', () => {
  it('is the published one', () => {
    const [x, y] = equalEarth(180, 0)
    expect(x).toBeCloseTo(2.7066, 3)
    expect(y).toBe(0)
    expect(equalEarth(0, 90)[1]).toBeCloseTo(1.3173, 3)
  })
  it('keeps areas: a square degree at 60 north is half as large as at the equator', () => {
    const area = (latitude: number) => {
      const [left, low] = equalEarth(0, latitude)
      const [right] = equalEarth(1, latitude)
      return (right - left) * (equalEarth(0, latitude + 0.01)[1] - low)
    }
    expect(area(60) / area(0)).toBeCloseTo(0.5, 2)
  })
  it('fits its drawing', () => {
    expect(project([-180, 0])[0]).toBe(0)
    expect(project([180, 0])[0]).toBe(MAP_WIDTH)
    expect(project([0, 83.7])[1]).toBe(0)
    expect(project([0, -56])[1]).toBeCloseTo(MAP_HEIGHT, 0)
  })
})

describe('the shades', () => {
  it('begin at round numbers, each about four times the one before', () => {
    expect(shades(4902)).toEqual([1, 10, 50, 200, 1000])
    expect(shades(3)).toEqual([1])
    expect(shades(0)).toEqual([])
  })
  it('end with the darkest', () => {
    expect(shade(4902, shades(4902))).toBe(5)
    expect(shade(3, shades(3))).toBe(5)
    expect(shade(1, shades(4902))).toBe(1)
    expect(shade(0, shades(4902))).toBe(0)
  })
})
