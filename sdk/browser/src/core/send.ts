/**
 * Delivers batches: compressed off the main thread where the browser can, by `fetch`, by beacon when the
 * page goes away; again later when the server cannot take them now. Does not look into what it sends.
 */
import type { Bus } from './bus.js'
import type { Options } from './options.js'
import { through, uploadParameters } from './url.js'
import { uuid } from './values.js'

/** At most so many uploads at once; the others wait with those that could not be delivered. */
const UPLOADS_MAX = 8
/** So many letters may wait to be compressed; a flood beyond it is lost. */
const COMPRESSING_MAX = 1024 * 1024
const WAITING_MAX = 512 * 1024
/** Browsers let a page have 64 KiB of requests that outlive it; the rest is left for the beacons of its end. */
const KEEPALIVE_MAX = 20 * 1024
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

interface Uploader {
  /** One attempt. Gives nothing once the server has it, or will never have it; else how long it asks us to wait, ms. */
  upload(upload: Upload): Promise<number | undefined>
  /** Sends what no answer is waited for; false if the browser has no room for it. */
  beacon(upload: Upload): boolean | undefined
  isBusy(): boolean
  /** Nothing ever came through: a blocker never lets one, a server that restarts does. */
  isBlocked(): boolean
  bytes(): number
}

function createUploader(options: Options, batchTime: () => number): Uploader {
  let inFlight = 0
  let alive = 0
  let sent = 0
  /** Attempts in a row that had no answer at all. */
  let unanswered = 0
  let answered = false

  const urlOf = (more: string): string => through(options, '/api/v2/rum', uploadParameters(options, uuid(), batchTime(), more))
  const isBlocked = (): boolean => !answered && unanswered >= UNANSWERED_MAX

  return {
    async upload({ body, bytes, more }) {
      const keepalive = alive + bytes <= KEEPALIVE_MAX
      const counted = keepalive ? bytes : 0
      inFlight++
      alive += counted
      sent += bytes
      let status = 0
      let wait = 0
      try {
        const answer = await fetch(urlOf(more), { method: 'POST', body, keepalive })
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
    },
    beacon({ body, bytes, more }) {
      const isTaken = navigator.sendBeacon?.(urlOf(more), body)
      if (isTaken) sent += bytes
      return isTaken
    },
    isBusy: () => inFlight >= UPLOADS_MAX,
    isBlocked,
    bytes: () => sent,
  }
}

export function createSender(options: Options, bus: Bus, unsent: Unsent, batchTime: () => number): Sender {
  const { upload, beacon, isBusy, isBlocked, bytes } = createUploader(options, batchTime)
  const compresses = options.compressIntakeRequests && typeof CompressionStream === 'function'
  /** Handed in, and neither delivered nor kept: what an exit must save. */
  const compressing = new Set<string>()
  /** Letters in it. */
  let waiting = 0
  /** The start of the next batch, and what became of it. */
  let ahead: { of: unknown; length: number; upload: Upload } | undefined
  /** The server could not take the last one: how long nothing is sent, ms. */
  let backoff = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  let due = 0

  const drainAfter = (wait: number): void => {
    const at = performance.now() + wait
    if (timer && at <= due) return
    clearTimeout(timer)
    due = at
    timer = setTimeout(bus.guard(drain), wait)
  }
  const backOff = (wait: number): void => {
    // Others that were under way with the one that was refused do not double it.
    if (!timer || !backoff) backoff = Math.min(backoff * 2 || BACKOFF_FIRST, BACKOFF_MAX)
    drainAfter(Math.max(backoff, wait))
  }

  const first = async (one: Upload): Promise<void> => {
    const waits = backoff || isBusy()
    const wait = waits ? 0 : await upload(one)
    if (wait === undefined) return
    await unsent.put(one)
    if (!waits) backOff(wait)
    else if (!timer) drainAfter(BACKOFF_FIRST)
  }

  /** Sends what is kept, one after the other, until one is refused. */
  async function drain(): Promise<void> {
    timer = undefined
    for (let one = await unsent.claim(); one; one = await unsent.claim()) {
      const wait = await upload({ ...one, more: `${one.more}&_dd.retry_count=1` })
      if (wait !== undefined || isBlocked()) {
        await unsent.free(one)
        return isBlocked() ? undefined : backOff(wait!)
      }
      await unsent.remove(one)
    }
    backoff = 0
  }

  const start = async (text: string): Promise<void> => {
    if (!compresses || text.length < COMPRESS_MIN) return first(plain(text))
    if (waiting + text.length > COMPRESSING_MAX) return
    compressing.add(text)
    waiting += text.length
    const upload = await deflate(text).then(deflated, () => plain(text))
    waiting -= text.length
    // Gone if an exit took it meanwhile.
    if (compressing.delete(text)) await first(upload)
  }

  const leave = (upload: Upload): void => {
    if (!navigator.onLine || backoff || !beacon(upload)) void unsent.put(upload)
  }
  /** The newest first, for it has the views: a beacon carries 64 KiB, all together. */
  const leaveAll = (text: string, of: unknown): void => {
    // What was made ready is less than a request may have, and views come after it: the text is longer.
    const isReady = ahead && ahead.of === of
    leave(plain(isReady ? text.slice(ahead!.length + 1) : text))
    if (isReady) leave(ahead!.upload)
    compressing.forEach((one) => leave(plain(one)))
    compressing.clear()
  }

  setTimeout(bus.guard(() => void (backoff || drain())), LOOK_AFTER)
  bus.listen(window, ['online'], () => {
    if (!timer) return
    due = 0
    backoff = 0
    drainAfter(BACKOFF_FIRST)
  })

  return {
    bytes,
    room: compresses ? ROOM_DEFLATED : ROOM,
    prepare(text, of) {
      // Of nothing there is no start: what comes first must not be cut off.
      if (!compresses || !text) return
      deflate(text).then(
        (body) => void (ahead = { of, length: text.length, upload: deflated(body) }),
        () => {},
      )
    },
    send(text, exit, of) {
      if (isBlocked()) return
      if (exit) leaveAll(text, of)
      else void start(text)
      ahead = undefined
    },
  }
}
