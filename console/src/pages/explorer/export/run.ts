/** Reads all events of a question, page by page, into a file. Can be stopped; never reads more than its bound. */
import { loadEvents, type EventJson } from '~/api/queries'
import type { Asked } from '../questions'
import { csvHeader, csvRows } from './csv'

/** More than that belongs into a tool for it; a spreadsheet is slow far earlier. */
export const EXPORT_MAX = 50_000
const PAGE = 1000

export type ExportFormat = 'csv' | 'json'

type Run = {
  asked: Asked
  format: ExportFormat
  columns: readonly string[]
  signal: AbortSignal
  onProgress: (events: number) => void
}

export async function exportEvents({ asked, format, columns, signal, onProgress }: Run): Promise<Blob> {
  const { applicationId, event, text, range } = asked
  const request = { application_id: applicationId, event, from: range.from, to: range.to, filter: text || undefined }
  const pieces: BlobPart[] = format === 'csv' ? ['\ufeff', csvHeader(columns)] : ['[']
  let done = 0
  let cursor: string | undefined
  do {
    const page = await loadEvents({ ...request, limit: Math.min(PAGE, EXPORT_MAX - done), cursor }, signal)
    if (page.events.length > 0) pieces.push(new Blob([write(page.events, format, columns, done)])) // out of the heap
    done += page.events.length
    onProgress(done)
    cursor = page.cursor ?? undefined
  } while (cursor && done < EXPORT_MAX)
  if (format === 'json') pieces.push('\n]\n')
  return new Blob(pieces, { type: format === 'csv' ? 'text/csv' : 'application/json' })
}

function write(events: EventJson[], format: ExportFormat, columns: readonly string[], before: number): string {
  if (format === 'csv') return `\n${csvRows(events, columns)}`
  return (before === 0 ? '\n' : ',\n') + events.map((event) => JSON.stringify(event)).join(',\n')
}

/** `solera-view-2026-11-23T03-17-21.csv` */
export function fileName(event: string, format: ExportFormat, now: number): string {
  return `solera-${event}-${new Date(now).toISOString().slice(0, 19).replaceAll(':', '-')}.${format}`
}

export function save(blob: Blob, name: string) {
  const url = URL.createObjectURL(blob)
  const link = Object.assign(document.createElement('a'), { href: url, download: name })
  link.click()
  // The download has begun by then; the address holds the whole file in memory.
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}
