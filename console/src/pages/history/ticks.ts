/** Round moments along the axis, and how an offset from the start is said. Pure, the same in every language. */
const STEPS_MS = [
  1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 15_000, 30_000, 60_000, 120_000, 300_000, 600_000, 900_000,
  1_800_000, 3_600_000, 7_200_000,
]

export type Ticks = { step: number; at: number[] }

/** About one tick every `apart` pixels. */
export function ticks({ from, to }: { from: number; to: number }, width: number, apart = 90): Ticks {
  const wanted = ((to - from) / Math.max(width, 1)) * apart
  const step = STEPS_MS.find((one) => one >= wanted) ?? STEPS_MS[STEPS_MS.length - 1]!
  const at: number[] = []
  for (let tick = Math.ceil(from / step) * step; tick <= to; tick += step) at.push(tick)
  return { step, at }
}

/** `0:05`, `12:03.250`, `1:02:03`: as many digits as the step needs. */
export function offset(ms: number, step = 1): string {
  const digits = step >= 1000 ? 0 : step >= 100 ? 1 : step >= 10 ? 2 : 3
  const unit = 10 ** (3 - digits)
  const whole = Math.round(Math.max(ms, 0) / unit) * unit
  const hours = Math.floor(whole / 3_600_000)
  const minutes = Math.floor((whole % 3_600_000) / 60_000)
  const seconds = ((whole % 60_000) / 1000).toFixed(digits).padStart(digits === 0 ? 2 : 3 + digits, '0')
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}:${seconds}` : `${minutes}:${seconds}`
}

/** As above, for ticks: under a minute in the unit a person would say. */
export function tickLabel(ms: number, step: number, pastSecond = false): string {
  if (ms === 0) return '0'
  if (ms >= 60_000) return offset(ms, step)
  // Steps of less than a second that lead past one are said in seconds throughout.
  if (ms < 1000 && !pastSecond) return `${ms} ms`
  const digits = step >= 1000 ? 0 : step >= 100 ? 1 : step >= 10 ? 2 : 3
  return `${(ms / 1000).toFixed(digits)} s`
}
