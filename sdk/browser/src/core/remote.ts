/**
 * Settings that the server gives, over those of `init`: asked at the start, which waits for them a little,
 * and again for each new session. Off unless asked for. Knows the shape of the answer, and refuses others.
 */
import type { Fields } from '../hub.js'
import type { Options } from './options.js'
import { through } from './url.js'
import { attempt, isObject } from './values.js'

declare const __VERSION__: string

export interface RemoteConfig extends Fields {
  version: number
  enabled: boolean
  rum?: Fields | null
  custom?: Fields
}

const KNOBS = 'sessionSampleRate sessionReplaySampleRate traceSampleRate defaultPrivacyLevel sessionOnError sessionReplayOnError'

/** The answer, if it is one: of the shape we know, and not older than what we have. */
export function readRemote(answer: unknown, before?: RemoteConfig): RemoteConfig | undefined {
  if (!isObject(answer) || answer.schema_version !== 1) return undefined
  const { version, enabled, rum } = answer as RemoteConfig
  const fits = version >= (before?.version || 0) && version % 1 === 0 && typeof enabled === 'boolean' && (rum == null || isObject(rum))
  return fits ? (answer as RemoteConfig) : undefined
}

/** The options with what is remote put over them; nothing of it if it is switched off. */
export function applyRemote(options: Options, { version, enabled, rum }: RemoteConfig): void {
  options.rcVersion = version
  for (const name of enabled ? KNOBS.split(' ') : []) {
    const value = rum?.[name] as number | undefined
    if (value != null && !(/Rate$/.test(name) && !(value >= 0 && value <= 100))) (options as unknown as Fields)[name] = value
  }
}

export interface Remote {
  get(): RemoteConfig | undefined
  /** Asks again; what comes is applied for the next session. */
  refresh(): void
}

/** Asks, and calls `ready` with the answer applied, or with what was kept of an earlier one when it takes too long. */
export function startRemote(options: Options, ready: () => void): Remote {
  const key = `_solera_rc_${options.applicationId}_${options.env || ''}`
  let config: RemoteConfig | undefined
  let go = (): void => {
    go = () => {}
    ready()
  }
  const take = (text: string | null): void => {
    const next = readRemote(JSON.parse(text || '0'), config)
    if (!next) return
    config = next
    applyRemote(options, next)
  }
  /** What fails is asked again by the next page or session. */
  const ask = async (): Promise<void> => {
    try {
      const text = await (await fetch(urlOf(options, config))).text()
      take(text)
      localStorage.setItem(key, text)
    } catch {
      // No answer, not ours, or storage denied.
    }
    go()
  }
  // Storage may be denied, and what it holds not ours.
  attempt(() => take(localStorage.getItem(key)))
  setTimeout(() => go(), options.remoteConfigurationFetchTimeout)
  void ask()
  return { get: () => config, refresh: () => void ask() }
}

function urlOf({ clientToken, env, version, ...options }: Options, config: RemoteConfig | undefined): string {
  const optional = { env, app_version: version, applied_version: config?.version }
  let parameters = `ddsource=browser&ddtags=sdk_version:${__VERSION__}&client_token=${clientToken}&sdk=web&sdk_version=${__VERSION__}`
  for (const [name, value] of Object.entries(optional)) if (value != null) parameters += `&${name}=${encodeURIComponent(value)}`
  return through(options as Options, '/api/v2/rum/config', parameters)
}
