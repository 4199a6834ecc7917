/**
 * The countries as paths of our drawing, from the bundled map: worked out once, when the first map
 * is shown. Knows nothing of what they are coloured by.
 */
import type { Feature, MultiPolygon, Polygon, Position } from 'geojson'
import { feature } from 'topojson-client'
import type { GeometryCollection, Topology } from 'topojson-specification'
import atlas from 'world-atlas/countries-110m.json'

import { CODE_OF_NAME, codeOfNumber, SMALL } from './country-codes'
import { project } from './projection'

/** `code` is missing where the map has land that no code is given to. */
export type Land = { code: string | undefined; path: string }
export type Dot = { code: string; x: number; y: number }

type Named = { name: string }
type Atlas = Topology<{ countries: GeometryCollection<Named> }>
const ANTARCTICA = 'AQ'

function read(): Land[] {
  const topology = atlas as unknown as Atlas
  return feature(topology, topology.objects.countries)
    .features.map((country) => ({
      code: codeOfNumber(String(country.id)) ?? CODE_OF_NAME[country.properties.name],
      path: draw(country as Feature<Polygon | MultiPolygon>),
    }))
    .filter(({ code }) => code !== ANTARCTICA)
}

function draw({ geometry }: Feature<Polygon | MultiPolygon>): string {
  const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates
  return polygons.flat().map(ring).join('')
}

/** A ring that crosses the date line is cut there, and its far part drawn at the other edge. */
export function ring(points: Position[]): string {
  const unbroken = unwrap(points)
  return [0, 360, -360].map((shift) => path(within(unbroken.map(([x, y]) => [x + shift, y])))).join('')
}

type Place = [longitude: number, latitude: number]

const path = (places: Place[]) => (places.length < 3 ? '' : `M${places.map((place) => project(place).join(' ')).join('L')}Z`)

const within = (places: Place[]) => cut(cut(places, 1), -1)

/** The part of a ring on this side of 180 degrees east (1) or west (-1). */
function cut(places: Place[], side: 1 | -1): Place[] {
  const over = ([x]: Place) => x * side - 180
  return places.flatMap((place, index) => {
    const last = places[(index || places.length) - 1]!
    const [a, b] = [over(last), over(place)]
    const latitude = last[1] + ((place[1] - last[1]) * a) / (a - b)
    const crossing: Place[] = a > 0 !== b > 0 ? [[180 * side, latitude]] : []
    return b > 0 ? crossing : [...crossing, place]
  })
}

/** Longitudes that go on past 180 instead of starting again at -180. */
function unwrap(points: Position[]): Place[] {
  let turn = 0
  return points.map(([longitude = 0, latitude = 0], index) => {
    const step = longitude - (points[index - 1]?.[0] ?? longitude)
    if (Math.abs(step) > 180) turn -= Math.sign(step) * 360
    return [longitude + turn, latitude]
  })
}

export const LANDS: readonly Land[] = read()
/** Countries too small to be drawn as land. */
export const DOTS: readonly Dot[] = Object.entries(SMALL).map(([code, place]) => {
  const [x, y] = project(place)
  return { code, x, y }
})
