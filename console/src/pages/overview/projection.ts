/**
 * The Equal Earth projection (Šavrič, Patterson, Jenny 2018): countries keep their areas, so that
 * colour is not exaggerated in the north. Pure; degrees in, units of the drawing out.
 */
const A1 = 1.340264
const A2 = -0.081106
const A3 = 0.000893
const A4 = 0.003796
const ROOT3 = Math.sqrt(3)

/** Latitudes at the drawing's upper and lower edge: ice is left out. */
const NORTH = 83.7
const SOUTH = -56
export const MAP_WIDTH = 900

/** On the globe of radius 1; y grows to the north. */
export function equalEarth(longitude: number, latitude: number): [number, number] {
  const theta = Math.asin((ROOT3 / 2) * Math.sin((latitude * Math.PI) / 180))
  const squared = theta * theta
  const sixth = squared ** 3
  const across = 9 * A4 * sixth * squared + 7 * A3 * sixth + 3 * A2 * squared + A1
  const x = (2 * ROOT3 * ((longitude * Math.PI) / 180) * Math.cos(theta)) / (3 * across)
  return [x, theta * (A4 * sixth * squared + A3 * sixth + A2 * squared + A1)]
}

const SCALE = MAP_WIDTH / (2 * equalEarth(180, 0)[0])
const TOP = equalEarth(0, NORTH)[1]
export const MAP_HEIGHT = Math.round((TOP - equalEarth(0, SOUTH)[1]) * SCALE)

/** In the drawing: from its upper left corner, to a tenth. */
export function project([longitude = 0, latitude = 0]: readonly number[]): [number, number] {
  const [x, y] = equalEarth(longitude, latitude)
  return [tenth(MAP_WIDTH / 2 + x * SCALE), tenth((TOP - y) * SCALE)]
}

const tenth = (value: number) => Math.round(value * 10) / 10
