/**
 * How a number compares with the same number of another time, and whether the difference is more
 * than chance. Pure; says nothing about whether more is better.
 */

/**
 * One number and how many events it stands on; and how far chance alone moves it (its standard
 * deviation), where the page knows that better than what is guessed here.
 */
export type Measured = { value: number | null | undefined; n?: number | null; deviation?: number }

export type Change = {
  direction: 'up' | 'down' | 'same'
  /** Of the earlier number: 0.08 is 8 % more. Of a share: the difference itself, 0.01 is 1 point. */
  amount: number
  /** Within what chance alone would do: not worth a colour. */
  quiet: boolean
}

/** Fewer than this many tell nothing. */
export const FEW = 50
/** Two standard deviations. */
const SIGMAS = 2
/** A percentile of many moves by so much without a reason. */
const QUIET_RELATIVE = 0.03
/** Of many events every change is certain; one smaller than this part is not worth a word. */
const WORTH_RELATIVE = 0.01

/** Undefined when there is nothing to compare. */
export function change(now: Measured, before: Measured, unit: string): Change | undefined {
  if (now.value == null || before.value == null) return undefined
  const difference = now.value - before.value
  const direction = difference === 0 ? 'same' : difference > 0 ? 'up' : 'down'
  const chance = isChance(now, before)
  if (unit === 'share') return { direction, amount: difference, quiet: chance ?? isQuietShare(now, before) }
  if (before.value === 0) return undefined // of nothing there is no percentage
  const amount = difference / Math.abs(before.value)
  return { direction, amount, quiet: chance ?? isQuiet(now, before, amount) }
}

/** Undefined when it is not known how far chance moves the two. */
function isChance(now: Measured, before: Measured): boolean | undefined {
  if (now.deviation === undefined || before.deviation === undefined) return undefined
  const difference = Math.abs(now.value! - before.value!)
  const deviation = Math.hypot(now.deviation, before.deviation)
  return difference <= SIGMAS * deviation || difference < WORTH_RELATIVE * Math.abs(before.value!)
}

/** Two shares of so and so many: the usual test for two proportions. */
function isQuietShare(now: Measured, before: Measured): boolean {
  const [a, b] = [now.n ?? 0, before.n ?? 0]
  if (a < FEW || b < FEW) return true
  const pooled = (now.value! * a + before.value! * b) / (a + b)
  const deviation = Math.sqrt(pooled * (1 - pooled) * (1 / a + 1 / b))
  return Math.abs(now.value! - before.value!) <= SIGMAS * deviation
}

/** A count varies with its root; of what has an n of its own, little means little. */
function isQuiet(now: Measured, before: Measured, amount: number): boolean {
  const isCount = now.n === undefined || now.n === null
  if (!isCount) return Math.min(now.n!, before.n ?? now.n!) < FEW || Math.abs(amount) < QUIET_RELATIVE
  return Math.abs(now.value! - before.value!) <= SIGMAS * Math.sqrt(Math.abs(now.value!) + Math.abs(before.value!))
}
