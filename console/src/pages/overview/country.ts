/** The answer about countries as its rows. Pure. */
import { records, type Answer } from '~/api/ask'
import { COUNTRY } from './questions'

export type Country = {
  /** ISO 3166-1, two letters; null: no country is known. */
  code: string | null
  views: number
  /** p75 in nanoseconds; null where no view has it. */
  lcp: number | null
  /** Views that have an LCP. */
  measured: number
}

export function readCountries(answer: Answer): Country[] {
  return records(answer).map((row) => ({
    code: typeof row[COUNTRY] === 'string' ? row[COUNTRY] : null,
    views: Number(row.views),
    lcp: typeof row.lcp === 'number' ? row.lcp : null,
    measured: Number(row.measured),
  }))
}
