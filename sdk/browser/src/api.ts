/**
 * The public API under the names users of Datadog's and Flashduty's SDKs know. Calls that come before
 * `init`, or before the collector that answers them, are kept with their time and played later.
 * Knows no collector: each answers its own calls through `hub.provide`.
 */
import type { Call, Start } from './hub.js'
import type { InitOptions } from './core/options.js'
import { readOptions } from './core/options.js'
import { startHub } from './core/start.js'

declare const __VERSION__: string

/** Calls kept until someone answers them; the oldest stay, as they set up what follows. */
const WAITING_MAX = 500

const CALLS = [
  'setTrackingConsent', 'startView', 'setViewName', 'setViewContext', 'setViewContextProperty', 'getViewContext',
  'addAction', 'startAction', 'stopAction', 'addError', 'addTiming', 'setViewLoadingTime', 'addFeatureFlagEvaluation',
  'addDurationVital', 'startDurationVital', 'stopDurationVital', 'startOperation', 'succeedOperation', 'failOperation',
  'setUser', 'getUser', 'setUserProperty', 'removeUserProperty', 'clearUser',
  'setAccount', 'getAccount', 'setAccountProperty', 'removeAccountProperty', 'clearAccount',
  'setGlobalContext', 'getGlobalContext', 'setGlobalContextProperty', 'removeGlobalContextProperty', 'clearGlobalContext',
  'stopSession', 'setForcedSession', 'getInternalContext', 'getRemoteConfig',
  'startSessionReplayRecording', 'stopSessionReplayRecording', 'getSessionReplayLink',
] as const

export type CallName = (typeof CALLS)[number]

/** Who answers a call, by name. */
export type Answers = Record<string, (call: Call, ...args: unknown[]) => unknown>

export type SoleraRum = Record<CallName, (...args: any[]) => any> & {
  version: string
  init(options: InitOptions): void
  onReady(f: () => void): void
  getInitConfiguration(): InitOptions | undefined
  /** Takes every hook out of the page, and sends what is left. */
  stop(): void
}

/** Makes the API over a set of collectors, by the name their time is counted under. */
export function makeApi(collectors: Record<string, Start>): SoleraRum {
  const answers: Answers = {}
  let waiting: [string, Call, unknown[]][] = []
  let given: InitOptions | undefined
  let stop = (): void => {}

  const play = (): void => {
    const before = waiting
    waiting = []
    for (const [name, call, args] of before) run(name, call, args)
  }
  const run = (name: string, call: Call, args: unknown[]): unknown => {
    const answer = answers[name]
    if (answer) return answer(call, ...args)
    if (waiting.length < WAITING_MAX) waiting.push([name, call, args])
    return call.ref
  }

  const api = {
    version: __VERSION__,
    init(options: InitOptions) {
      if (given) {
        if (!options?.silentMultipleInit) console.warn('Solera: already initialised')
        return
      }
      const read = readOptions(options)
      if (typeof read === 'string') return console.error(`Solera: ${read}`)
      given = options
      stop = startHub(read, collectors, answers, play)
    },
    onReady: (f: () => void) => f(),
    getInitConfiguration: () => given && { ...given },
    stop() {
      stop()
      given = undefined
      stop = () => {}
    },
  } as SoleraRum
  for (const name of CALLS) {
    api[name] = (...args: unknown[]) => {
      const stack = name === 'addError' || name === 'addAction' ? new Error().stack : undefined
      return run(name, { time: performance.now(), stack, ref: {} }, args)
    }
  }
  return api
}
