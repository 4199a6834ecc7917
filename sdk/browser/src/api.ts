/**
 * The public API under the names users of Datadog's and Flashduty's SDKs know. Calls that come before
 * `init`, or before the collector that answers them, are kept with their time and played later.
 * Knows no collector: each answers its own calls through `hub.provide`.
 */
import type { watchActivity } from './core/activity.js'
import { makeContexts } from './core/contexts.js'
import { whenShown } from './core/navigation.js'
import { readOptions, type InitOptions, type Options } from './core/options.js'
import type { Remote, startRemote } from './core/remote.js'
import { startHub } from './core/start.js'
import type { openUnsent } from './core/unsent.js'
import { attempt } from './core/values.js'
import type { Answers, Call, Start } from './hub.js'
import type { SoleraRum } from './public.js'

declare const __VERSION__: string

/** Calls kept until someone answers them; the oldest stay, as they set up what follows. */
const WAITING_MAX = 500
/** Calls whose place in the application's code is told. */
const WITH_STACK = /^add(Error|Action)/

/** Calls that are answered from `init` on; those for contexts are answered before, too. */
const CALLS = (
  'setTrackingConsent,startView,setViewName,setViewContext,setViewContextProperty,getViewContext,setViewLoadingTime,' +
  'addAction,addError,addTiming,addFeatureFlagEvaluation,addDurationVital,startDurationVital,' +
  'stopDurationVital,startOperation,succeedOperation,failOperation,stopSession,setForcedSession,getInternalContext,' +
  'getRemoteConfig,startSessionReplayRecording,stopSessionReplayRecording,getSessionReplayLink'
).split(',')

/** What the page's stub kept before the script came. */
export interface Kept {
  q: [name: string, args: unknown[], time: number][]
  stop(): void
}

/** What only the full SDK has of the core. */
export interface Extras {
  watchActivity?: typeof watchActivity
  startRemote?: typeof startRemote
  openUnsent?: typeof openUnsent
}

type Run = (name: string, call: Call, args: unknown[]) => unknown

const consoleSays = (text: string): void => console.error(`Solera: ${text}`)

/** Makes the API over a set of collectors, by the name their time is counted under. */
export function makeApi(sdkName: string, collectors: Record<string, Start>, extras: Extras = {}): SoleraRum {
  const answers: Answers = {}
  const contexts = makeContexts(answers)
  const names = CALLS.concat(Object.keys(answers))
  const { run, play } = keepCalls(answers)
  let given: InitOptions | undefined
  let stop = (): void => {}

  const start = (options: Options): void => {
    const asked = given
    let remote: Remote | undefined
    const go = (): void => {
      // Stopped, or even started anew, while it waited.
      if (given !== asked) return
      stop = startHub({ options, contexts, collectors, answers, sdkName, remote, extras })
      play()
    }
    whenShown(() =>
      attempt(() => {
        if (options.remoteConfigurationEnabled && extras.startRemote) remote = extras.startRemote(options, go)
        else go()
      }),
    )
  }

  const api = {
    version: __VERSION__,
    init(options: InitOptions) {
      const first = window.SOLERA_RUM
      if (given || (first && first !== api && first.getInitConfiguration?.())) {
        if (!options?.silentMultipleInit) consoleSays('already initialised')
        return
      }
      const read = readOptions(options)
      if (typeof read === 'string') return consoleSays(read)
      given = options
      window.SOLERA_RUM = api
      attempt(() => start(read))
    },
    onReady: (f: () => void) => void attempt(f),
    getInitConfiguration: () => given && { ...given },
    stop() {
      given = undefined
      attempt(stop)
      stop = () => {}
    },
    takeOver({ q, stop: stopKeeping }: Kept) {
      stopKeeping()
      for (const [name, args, time] of q) {
        if (name === 'early' || names.includes(name)) run(name, { time, ref: {} }, args)
        else calls[name]?.(...args)
      }
    },
  } as unknown as SoleraRum
  const calls = api as unknown as Record<string, (...args: unknown[]) => unknown>
  for (const name of names) {
    calls[name] = (...args) => {
      const stack = WITH_STACK.test(name) ? new Error().stack : undefined
      return attempt(() => run(name, { time: performance.now(), stack, ref: {} }, args))
    }
  }
  return api
}

/** Calls go to who answers them, or wait until someone does. */
function keepCalls(answers: Answers): { run: Run; play(): void } {
  let waiting: Parameters<Run>[] = []
  const run: Run = (name, call, args) => {
    const answer = answers[name]
    if (answer) return answer(call, ...(args as never[]))
    if (waiting.length < WAITING_MAX) waiting.push([name, call, args])
    return call.ref
  }
  return {
    run,
    play() {
      const before = waiting
      waiting = []
      before.forEach((one) => attempt(() => run(...one)))
    },
  }
}
