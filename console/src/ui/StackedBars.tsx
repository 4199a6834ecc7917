/**
 * Counts over time as stacked bars, drawn as an SVG of our own: hover explains a bucket, a click
 * picks a bar, dragging picks a stretch of time. For a pointer; a table says the same for keys.
 */
import { useElementSize } from '@mantine/hooks'
import { memo, useEffect, useMemo, useState, type PointerEvent } from 'react'

import type { TimeRange } from '~/lib/time-range'
import { bars, countScale, countTicks, largestSum, leftOf, timeScale, timeTicks, type Bar, type Size } from './stacked-bars'
import classes from './StackedBars.module.css'

export type BarSeries = {
  name: string
  /** As CSS says it: `var(--series-1)`. */
  color: string
  counts: readonly number[]
}

/** A moment that the axis shows, such as that of a release. */
export type BarMark = { at: number; label: string }

type Words = { count: (value: number) => string; axis: (max: number, interval: number, unit: string) => (value: number) => string; tick: (ms: number) => string; span: (from: number, to: number) => string }

type Props = {
  times: readonly number[]
  step: number
  series: readonly BarSeries[]
  range: TimeRange
  timeZone: string
  height: number
  marks?: readonly BarMark[]
  /** What the chart says, for those who cannot see it. */
  label: string
  words: Words
  /** `series` is undefined where no bar was hit: the bucket as a whole. */
  onPick: (series: number | undefined, at: number, alt: boolean) => void
  onZoom: (from: number, to: number) => void
}

/** A press that moves further than this is a drag. */
const DRAG_PX = 5

type Drag = { start: number; now: number; series: number | undefined }

export function StackedBars(props: Props) {
  const { times, step, series, range, height, label, words, onPick, onZoom } = props
  const { ref, width } = useElementSize<HTMLDivElement>()
  const ticks = useCountTicks(times, series, words)
  const size = { width, height, left: ticks.left }
  const { left } = size
  const scale = timeScale(range, size)
  const [hovered, setHovered] = useState<number>()
  const [drag, setDrag] = useDrag()
  const dragged = drag && Math.abs(drag.now - drag.start) > DRAG_PX
  const bucketAt = (x: number) => times.findIndex((time) => time <= scale.ms(x) && scale.ms(x) < time + step)

  const down = (event: PointerEvent<SVGSVGElement>) => {
    if (event.button !== 0) return
    event.currentTarget.setPointerCapture(event.pointerId)
    const hit = (event.target as Element).getAttribute('data-series')
    setDrag({ start: offset(event), now: offset(event), series: hit === null ? undefined : Number(hit) })
  }
  const move = (event: PointerEvent<SVGSVGElement>) => {
    const x = offset(event)
    const at = bucketAt(x)
    setHovered(at >= 0 && x >= left ? at : undefined)
    if (drag) setDrag({ ...drag, now: x })
  }
  const up = (event: PointerEvent<SVGSVGElement>) => {
    if (!drag) return
    setDrag(undefined)
    const ends = [drag.start, drag.now].sort((a, b) => a - b)
    if (dragged) return onZoom(scale.ms(ends[0]!), scale.ms(ends[1]!))
    const at = bucketAt(drag.start)
    if (at >= 0 && drag.start >= left) onPick(drag.series, at, event.altKey)
  }
  return (
    <div ref={ref} className={classes.box} style={{ height }}>
      {width > 0 && (
        <svg width={width} height={height} role="img" aria-label={label} onPointerDown={down} onPointerMove={move} onPointerUp={up} onPointerLeave={() => setHovered(undefined)}>
          {hovered !== undefined && <rect className={classes.band} x={scale.x(times[hovered]!)} y={0} width={Math.max(0, scale.x(times[hovered]! + step) - scale.x(times[hovered]!))} height={height - 22} />}
          <Drawing {...props} width={width} ticks={ticks} />
          {dragged && <rect className={classes.stretch} x={Math.max(left, Math.min(drag.start, drag.now))} y={0} width={Math.abs(drag.now - drag.start)} height={height - 22} />}
        </svg>
      )}
      {hovered !== undefined && !dragged && <Tip series={series} at={hovered} title={words.span(times[hovered]!, times[hovered]! + step)} words={words} x={scale.x(times[hovered]! + step / 2)} width={width} />}
    </div>
  )
}

const offset = (event: PointerEvent<SVGSVGElement>) => event.clientX - event.currentTarget.getBoundingClientRect().left

/** Escape gives a drag up. */
function useDrag() {
  const [drag, setDrag] = useState<Drag>()
  useEffect(() => {
    if (!drag) return
    const escape = (event: KeyboardEvent) => event.key === 'Escape' && setDrag(undefined)
    window.addEventListener('keydown', escape)
    return () => window.removeEventListener('keydown', escape)
  }, [drag])
  return [drag, setDrag] as const
}

type CountTicks = { counts: number[]; texts: string[]; left: number }

/** The numbers beside the plot, and the room that they take. */
function useCountTicks(times: readonly number[], series: readonly BarSeries[], words: Words): CountTicks {
  return useMemo(() => {
    const counts = countTicks(largestSum({ times, series }))
    const texts = counts.map(words.axis(counts.at(-1)!, counts[1]! - counts[0]!, ''))
    return { counts, texts, left: leftOf(texts) }
  }, [times, series, words])
}

/** What stays as the pointer moves. */
const Drawing = memo(function Drawing({ times, step, series, range, timeZone, height, marks, words, width, ticks }: Props & { width: number; ticks: CountTicks }) {
  const { counts, left } = ticks
  const size: Size = { width, height, left }
  const stack = { times, step, series }
  const found: Bar[] = useMemo(() => bars(stack, range, size), [times, step, series, range, width, height, left])
  const moments = useMemo(() => timeTicks(range, size, timeZone), [range, width, timeZone, left])
  const y = countScale(counts.at(-1)!, size)
  const { x } = timeScale(range, size)
  return (
    <g>
      {counts.map((count, at) => (
        <g key={count} className={classes.axis}>
          <line x1={left} x2={width} y1={y(count)} y2={y(count)} />
          <text x={left - 8} y={y(count)} dy="0.32em" textAnchor="end">{ticks.texts[at]}</text>
        </g>
      ))}
      {moments.map((ms) => (
        <text key={ms} className={classes.tick} x={x(ms)} y={height - 6} textAnchor={x(ms) > width - 28 ? 'end' : 'middle'}>{words.tick(ms)}</text>
      ))}
      {found.map((bar) => (
        <rect key={`${bar.series} ${bar.at}`} className={classes.bar} x={bar.x} y={bar.y} width={bar.width} height={bar.height} fill={series[bar.series]!.color} data-series={bar.series} data-part={bar.part || undefined} />
      ))}
      {marks && <Marks marks={marks} x={x} height={height} width={width} left={left} />}
    </g>
  )
})

/** A word's width, about: one that would run into the one before it is left out. */
const LETTER_PX = 6

function Marks({ marks, x, height, width, left: first }: { marks: readonly BarMark[]; x: (ms: number) => number; height: number; width: number; left: number }) {
  let free = first
  return marks.map(({ at, label }) => {
    const left = x(at)
    const long = label.length * LETTER_PX
    const hasRoom = left + long < width
    // Near the end it stands before its line.
    const fits = hasRoom ? left >= free : left - long - LETTER_PX >= free
    if (fits) free = hasRoom ? left + long + LETTER_PX : left
    return (
      <g key={`${at} ${label}`} className={classes.moment}>
        <title>{label}</title>
        <line x1={left} x2={left} y1={0} y2={height - 22} />
        {fits && <text x={hasRoom ? left + 3 : left - 3} y={8} textAnchor={hasRoom ? 'start' : 'end'}>{label}</text>}
      </g>
    )
  })
}

type TipProps = { series: readonly BarSeries[]; at: number; title: string; words: Words; x: number; width: number }

/** Sorted by value, aligned, at the side of the cursor that has room. */
function Tip({ series, at, title, words, x, width }: TipProps) {
  const rows = series.filter(({ counts }) => counts[at]! > 0).sort((a, b) => b.counts[at]! - a.counts[at]!)
  return (
    <div className={classes.tip} style={{ left: x }} data-left={x > width / 2 || undefined}>
      <div className="muted">{title}</div>
      {rows.map(({ name, color, counts }) => (
        <div key={name} className={classes.row}>
          <span className={classes.mark} style={{ background: color }} />
          <span className={classes.name}>{name}</span>
          <span className="num">{words.count(counts[at]!)}</span>
        </div>
      ))}
      {rows.length === 0 && <div className="num">{words.count(0)}</div>}
    </div>
  )
}
