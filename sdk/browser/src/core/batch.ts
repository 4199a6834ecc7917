/**
 * Gathers events into requests: handed in at 16 KiB, 50 events, 30 s, or when the page may go away.
 */
import type { Assembled, Stop } from '../hub.js'
import type { Bus } from './bus.js'
import type { Options } from './options.js'
import { urlFor } from './url.js'

const BYTES_MAX = 16 * 1024
const EVENTS_MAX = 50
const SECONDS_MAX = 30

export interface Batch {
  add(event: Assembled): void
  stop: Stop
}

export function createBatch(options: Options, bus: Bus): Batch {
  let lines: string[] = []
  let bytes = 0
  let timer: ReturnType<typeof setTimeout> | undefined

  const flush = (exit: boolean): void => {
    clearTimeout(timer)
    timer = undefined
    if (!lines.length) return
    const body = lines.join('\n')
    lines = []
    bytes = 0
    const url = urlFor(options)
    if (exit && navigator.sendBeacon(url, body)) return
    void fetch(url, { method: 'POST', body, keepalive: exit }).catch(() => {})
  }
  const unlisten = bus.listen(document, ['visibilitychange', 'pagehide', 'freeze'], () => flush(true), { capture: true })
  return {
    add(event) {
      const line = JSON.stringify(event)
      lines.push(line)
      bytes += line.length
      timer ||= setTimeout(bus.guard(() => flush(false)), SECONDS_MAX * 1000)
      if (bytes > BYTES_MAX || lines.length >= EVENTS_MAX) flush(false)
    },
    stop() {
      unlisten()
      flush(true)
    },
  }
}
