/**
 * Delivers batches: compressed off the main thread where the browser can, by `fetch`, by beacon when the
 * page goes away; again later when the server cannot take them now. Does not look into what it sends.
 */
import type { Stop } from '../hub.js'
import type { Bus } from './bus.js'
import type { Options } from './options.js'
import { through, uploadParameters } from './url.js'
import { uuid } from './values.js'

/** At most so many uploads at once; the others wait with those that could not be delivered. */
const UPLOADS_MAX = 8
const WAITING_MAX = 512 * 1024
/** Browsers let a page have 64 KiB of requests that outlive it; the rest is left for the beacons of its end. */
const KEEPALIVE_MAX = 24 * 1024
/** Bytes of text in a request. Deflated they are a tenth, and each request costs the page time of its own, yet at its end they must fit a beacon as they are. */
const ROOM = 16 * 1024
const ROOM_DEFLATED = 40 * 1024
/** Not worth compressing below. */
const COMPRESS_MIN = 512
const BACKOFF_FIRST = 1000
const BACKOFF_MAX = 60_000
/** A server may ask for more patience than our own, but not for ever. */
const RETRY_AFTER_MAX = 600_000
/** So many attempts without any answer, ever, and the page sends nothing more: it is blocked. */
const UNANSWERED_MAX = 4
/** Looks for what earlier pages left only when this one has loaded. */
const LOOK_AFTER = 5000

export interface Upload {
  body: string | ArrayBuffer
  bytes: number
  /** Parameters beyond the usual, such as the encoding. */
  more: string
  key?: IDBValidKey
}

/** Where uploads wait that could not be delivered. */
export interface Unsent {
  put(upload: Upload): Promise<void>
  /** The oldest that nobody is sending; given to the caller for a minute. */
  claim(): Promise<Upload | undefined>
  remove(upload: Upload): Promise<void>
  /** Gives a claimed one back. */
  free(upload: Upload): Promise<void>
}

export interface Sender {
  /** Sends one batch; `exit` when the page may not live to see the answer; `of` as it was given to `prepare`. */
  send(body: string, exit: boolean, of?: unknown): void
  /** Bytes handed to the network. */
  bytes(): number
  /** Bytes of text that one request is to have. */
  room: number
  /** The start of what is to be sent next, to be deflated while there is time: the page may go. */
  prepare(text: string, of: unknown): void
  stop: Stop
}

/** Keeps them for this page alone. */
export function openInMemory(): Unsent {
  const kept: Upload[] = []
  return {
    async put(upload) {
      kept.push(upload)
      while (kept.reduce((sum, { bytes }) => sum + bytes, 0) > WAITING_MAX) kept.shift()
    },
    claim: async () => kept.shift(),
    remove: async () => {},
    free: async (upload) => void kept.unshift(upload),
  }
}

/** Without a `Blob` on the way: those live in another process, and asking it takes longer than to compress. */
const deflate = (text: string): Promise<ArrayBuffer> =>
  new Response(new Response(text).body!.pipeThrough(new CompressionStream('deflate'))).arrayBuffer()

const plain = (body: string): Upload => ({ body, bytes: body.length, more: '' })
const deflated = (body: ArrayBuffer): Upload => ({ body, bytes: body.byteLength, more: '&dd-evp-encoding=deflate' })

/** Seconds or a date, as milliseconds from now; 0 if the server said nothing. */
export function retryAfter(header: string | null): number {
  if (!header) return 0
  const ms = /^\d+$/.test(header) ? Number(header) * 1000 : Date.parse(header) - Date.now()
  return Math.min(Math.max(ms || 0, 0), RETRY_AFTER_MAX)
}

/** Whether an answer means "later": too busy, or too many. */
const isLater = (status: number): boolean => status === 408 || status === 429 || status >= 500

export function createSender(options: Options, bus: Bus, unsent: Unsent, batchTime: () => number): Sender {
  /** Handed in, and neither delivered nor kept: what an exit must save. */
  const compressing = new Set<string>()
  /** The start of the next batch, and what became of it. */
  let ahead: { of: unknown; length: number; upload: Upload } | undefined
  let inFlight = 0
  let alive = 0
  let sent = 0
  let backoff = 0
  /** Attempts in a row that had no answer at all. A blocker never lets one through, a server that restarts does. */
  let unanswered = 0
  let answered = false
  let timer: ReturnType<typeof setTimeout> | undefined

  const urlOf = (more: string): string => through(options, '/api/v2/rum', uploadParameters(options, uuid(), batchTime(), more))
  const compresses = options.compressIntakeRequests && typeof CompressionStream === 'function'

  /** One attempt; says whether the server has it (or will never have it), or how long to wait. */
  const attempt = async (upload: Upload): Promise<number | undefined> => {
    const keepalive = alive + upload.bytes <= KEEPALIVE_MAX
    const counted = keepalive ? upload.bytes : 0
    inFlight++
    alive += counted
    sent += upload.bytes
    let status = 0
    let wait = 0
    try {
      const answer = await fetch(urlOf(upload.more), { method: 'POST', body: upload.body, keepalive })
      status = answer.status
      wait = retryAfter(answer.headers.get('retry-after'))
      answered = true
      unanswered = 0
    } catch {
      if (navigator.onLine) unanswered++
    }
    inFlight--
    alive -= counted
    return isLater(status) || (!status && !isBlocked()) ? wait : undefined
  }

  const isBlocked = (): boolean => !answered && unanswered >= UNANSWERED_MAX

  const later = (wait: number): void => {
    backoff = Math.min(backoff * 2 || BACKOFF_FIRST, BACKOFF_MAX)
    clearTimeout(timer)
    timer = setTimeout(bus.guard(() => void drain()), Math.max(backoff, wait))
  }

  const first = async (upload: Upload): Promise<void> => {
    const wait = backoff || inFlight >= UPLOADS_MAX ? 0 : await attempt(upload)
    if (wait === undefined) return
    await unsent.put(upload)
    if (!timer) later(wait)
  }

  /** Sends what is kept, one after the other, until one is refused. */
  const drain = async (): Promise<void> => {
    timer = undefined
    for (let upload = await unsent.claim(); upload; upload = await unsent.claim()) {
      const wait = await attempt({ ...upload, more: `${upload.more}&_dd.retry_count=1` })
      if (wait !== undefined || isBlocked()) {
        await unsent.free(upload)
        return isBlocked() ? undefined : later(wait!)
      }
      await unsent.remove(upload)
    }
    backoff = 0
  }

  const start = (text: string): void => {
    if (!compresses || text.length < COMPRESS_MIN) return void first(plain(text))
    compressing.add(text)
    deflate(text)
      .then(deflated, () => plain(text))
      .then((upload) => void (compressing.delete(text) && first(upload)))
  }

  const leave = (upload: Upload): void => {
    sent += upload.bytes
    const offline = !navigator.onLine || backoff
    if (!offline && navigator.sendBeacon?.(urlOf(upload.more), upload.body)) return
    void unsent.put(upload)
  }

  const idle = setTimeout(bus.guard(() => void drain()), LOOK_AFTER)
  const stopOnline = bus.listen(window, ['online'], () => timer && later((backoff = 0)))

  return {
    send(body, exit, of) {
      if (isBlocked()) return
      if (exit) {
        // The newest first, for it has the views: a beacon carries 64 KiB, all together.
        // What was made ready is less than a request may have, and views come after it: the body is longer.
        if (ahead?.of === of && ahead) {
          leave(plain(body.slice(ahead.length + 1)))
          leave(ahead.upload)
        } else leave(plain(body))
        compressing.forEach((text) => leave(plain(text)))
        compressing.clear()
      } else {
        start(body)
      }
      ahead = undefined
    },
    bytes: () => sent,
    room: compresses ? ROOM_DEFLATED : ROOM,
    prepare(text, of) {
      if (compresses) {
        deflate(text).then(
          (body) => void (ahead = { of, length: text.length, upload: deflated(body) }),
          () => {},
        )
      }
    },
    stop() {
      clearTimeout(timer)
      clearTimeout(idle)
      stopOnline()
    },
  }
}
