/**
 * The course of a number, as small as a word: an SVG of its own, so that a tile needs no chart.
 * A gap is where there is no value. Shows nothing that the number beside it does not say.
 */
import classes from './Sparkline.module.css'

type Props = { values: readonly (number | null | undefined)[]; height?: number }

const WIDTH = 100

export function Sparkline({ values, height = 24 }: Props) {
  const known = values.filter((value): value is number => value != null)
  if (known.length < 2) return null
  const [low, high] = [Math.min(0, ...known), Math.max(...known)]
  const scale = high === low ? 0 : (height - 2) / (high - low)
  const x = (index: number) => (index / Math.max(1, values.length - 1)) * WIDTH
  const y = (value: number) => height - 1 - (value - low) * scale
  return (
    <svg className={classes.spark} viewBox={`0 0 ${WIDTH} ${height}`} height={height} preserveAspectRatio="none" aria-hidden>
      {stretches(values).map((stretch) => (
        <path key={stretch[0]!.index} d={path(stretch.map(({ index, value }) => [x(index), y(value)]))} />
      ))}
    </svg>
  )
}

type Point = { index: number; value: number }

/** Runs of values with nothing missing between them. */
function stretches(values: Props['values']): Point[][] {
  const found: Point[][] = []
  let current: Point[] = []
  values.forEach((value, index) => {
    if (value == null) {
      current = []
      return
    }
    if (current.length === 0) found.push(current)
    current.push({ index, value })
  })
  return found
}

/** A single value is a dash of no length, which its round ends make a dot. */
function path(points: number[][]): string {
  const [first, ...rest] = points.map(([x, y]) => `${x!.toFixed(2)} ${y!.toFixed(2)}`)
  return `M${first}L${(rest.length > 0 ? rest : [first]).join('L')}`
}
