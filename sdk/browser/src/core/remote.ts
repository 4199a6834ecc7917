/**
 * Settings that the server gives, over those of `init`: asked at the start, which waits for them a little,
 * and again for each new session. Off unless asked for. Knows the shape of the answer, and refuses others.
 */
import type { Fields } from '../hub.js'
import type { Options } from './options.js'
import { through } from './url.js'
import { isObject } from './values.js'

declare const __VERSION__: string

export interface RemoteConfig {
  version: number
  enabled: boolean
  rum: Fields
  custom?: Fields
}

const KNOBS = ['sessionSampleRate', 'sessionReplaySampleRate', 'traceSampleRate', 'defaultPrivacyLevel', 'sessionOnError', 'sessionReplayOnError']
/** Waits before the second and the third attempt; each page moves them a little, so that they do not all come at once. */
const RETRIES = [5_000, 60_000]

/** The answer, if it is one: of the shape we know, and not older than what we have. */
export function readRemote(answer: unknown, before?: RemoteConfig): RemoteConfig | undefined {
  if (!isObject(answer) || answer.schema_version !== 1) return undefined
  const { version, enabled, rum, custom } = answer
  if (!Number.isInteger(version) || (version as number) < (before?.version ?? 0) || typeof enabled !== 'boolean') return undefined
  if (rum != null && !isObject(rum)) return undefined
  return { version: version as number, enabled, rum: isObject(rum) ? rum : {}, custom: isObject(custom) ? custom : undefined }
}

/** The options with what is remote put over them; nothing of it if it is switched off. */
export function applyRemote(options: Options, remote: RemoteConfig | undefined): void {
  if (!remote) return
  options.rcVersion = remote.version
  if (!remote.enabled) return
  for (const name of KNOBS) {
    const value = remote.rum[name]
    const fits = /Rate$/.test(name) ? (value as number) >= 0 && (value as number) <= 100 : value != null
    if (fits) (options as unknown as Fields)[name] = value
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
  let config = kept(key)
  let waiting = true

  const go = (): void => {
    if (!waiting) return
    waiting = false
    ready()
  }
  const ask = async (attempt = 0): Promise<void> => {
    try {
      const answer = await fetch(urlOf(options, config))
      const next = readRemote(await answer.json(), config)
      if (!next) return
      config = next
      applyRemote(options, config)
      localStorage.setItem(key, JSON.stringify({ schema_version: 1, ...config }))
    } catch {
      const wait = RETRIES[attempt]
      if (wait) setTimeout(() => void ask(attempt + 1), wait * (0.8 + Math.random() * 0.4))
    }
  }
  applyRemote(options, config)
  setTimeout(go, options.remoteConfigurationFetchTimeout)
  void ask().then(go)
  return { get: () => config, refresh: () => void ask() }
}

function kept(key: string): RemoteConfig | undefined {
  try {
    return readRemote(JSON.parse(localStorage.getItem(key) || 'null'))
  } catch {
    return undefined
  }
}

function urlOf(options: Options, config: RemoteConfig | undefined): string {
  const parameters = [
    'ddsource=browser',
    `ddtags=sdk_version:${__VERSION__}`,
    `client_token=${options.clientToken}`,
    'sdk=web',
    `sdk_version=${__VERSION__}`,
    options.env && `env=${encodeURIComponent(options.env)}`,
    options.version && `app_version=${encodeURIComponent(options.version)}`,
    config && `applied_version=${config.version}`,
  ]
  return through(options, '/api/v2/rum/config', parameters.filter(Boolean).join('&'))
}
