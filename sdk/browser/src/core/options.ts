/**
 * What `init` takes, and what the SDK makes of it: one value of plain settings, read once, or one clear
 * sentence. Does not know what the settings do.
 */
import type { Assembled, Fields } from '../hub.js'

export type Consent = 'granted' | 'not-granted' | 'pending'
export type PrivacyLevel = 'mask' | 'mask-user-input' | 'allow'
export type Propagator = 'tracecontext' | 'datadog' | 'b3' | 'b3multi'
/** An exact start of a URL (or of any text), a pattern, or a function; what throws does not match. */
export type Match = string | RegExp | ((value: string) => boolean)
export type Traced = Match | { match: Match; propagatorTypes: Propagator[] }
export type Proxy = string | ((to: { path: string; parameters: string }) => string)

/** What `init` takes. */
export interface InitOptions extends Partial<Omit<Options, 'applicationId' | 'clientToken'>> {
  applicationId: string
  clientToken: string
}

/** Every setting with its value. Rates are 0 to 100. */
export interface Options {
  applicationId: string
  clientToken: string
  /** Origin (and path prefix) of the Solera server, such as `https://solera.example.com`. */
  endpoint: string
  proxy?: Proxy
  service?: string
  env?: string
  version?: string
  sessionSampleRate: number
  sessionReplaySampleRate: number
  traceSampleRate: number
  /** Sessions outside the sample keep their last minute in memory and send it, and go on, from the first error. */
  sessionOnError: boolean
  sessionReplayOnError: boolean
  trackingConsent: Consent
  trackViewsManually: boolean
  trackUserInteractions: boolean
  trackResources: boolean
  trackLongTasks: boolean
  trackErrors: boolean
  trackWebVitals: boolean
  trackAnonymousUser: boolean
  defaultPrivacyLevel: PrivacyLevel
  enablePrivacyForActionName: boolean
  actionNameAttribute?: string
  allowedTracingUrls: Traced[]
  traceContextInjection: 'all' | 'sampled'
  propagateTraceBaggage: boolean
  excludedActivityUrls: Match[]
  trackFeatureFlagsForEvents: string[]
  compressIntakeRequests: boolean
  storeContextsAcrossPages: boolean
  sessionPersistence: 'cookie' | 'local-storage'
  trackSessionAcrossSubdomains: boolean
  usePartitionedCrossSiteSessionCookie: boolean
  useSecureSessionCookie: boolean
  allowUntrustedEvents: boolean
  silentMultipleInit: boolean
  startSessionReplayRecordingManually: boolean
  /** Where the replay's recorder is loaded from; beside the SDK's own script if not given. */
  replayUrl?: string
  /** `true` for every parameter, or the names of those whose values are replaced in URLs before they are sent. */
  scrubQuery: boolean | string[]
  /** Main-thread time a minute the SDK allows itself, ms; over it, the dearest collectors stop. 0: no bound. */
  costBudget: number
  remoteConfigurationEnabled: boolean
  /** How long the start waits for the remote configuration, ms. */
  remoteConfigurationFetchTimeout: number
  /** The version of the remote configuration in force; set by the SDK. */
  rcVersion?: number
  beforeSend?: (event: Assembled, context: Fields) => boolean | void
  /** May change the rate of a session about to be drawn. */
  beforeSampling?: (session: { sessionId: string; sessionSampleRate: number }) => number | void
}

/** Defaults of what is neither required nor absent; also the table of what type an option has. */
const DEFAULTS = {
  endpoint: '',
  sessionSampleRate: 100,
  sessionReplaySampleRate: 0,
  traceSampleRate: 100,
  sessionOnError: false,
  sessionReplayOnError: false,
  trackingConsent: 'granted',
  trackViewsManually: false,
  trackUserInteractions: true,
  trackResources: true,
  trackLongTasks: true,
  trackErrors: true,
  trackWebVitals: true,
  trackAnonymousUser: true,
  defaultPrivacyLevel: 'mask',
  enablePrivacyForActionName: false,
  allowedTracingUrls: [],
  traceContextInjection: 'sampled',
  propagateTraceBaggage: false,
  excludedActivityUrls: [],
  trackFeatureFlagsForEvents: [],
  compressIntakeRequests: true,
  storeContextsAcrossPages: false,
  sessionPersistence: 'cookie',
  trackSessionAcrossSubdomains: false,
  usePartitionedCrossSiteSessionCookie: false,
  useSecureSessionCookie: false,
  allowUntrustedEvents: false,
  silentMultipleInit: false,
  startSessionReplayRecordingManually: false,
  scrubQuery: false,
  costBudget: 50,
  remoteConfigurationEnabled: false,
  remoteConfigurationFetchTimeout: 3000,
} as const

/** The settings, or a sentence that says what is wrong with them. */
export function readOptions(given: InitOptions): Options | string {
  if (!given || typeof given !== 'object') return 'init takes an object of options'
  for (const name of ['applicationId', 'clientToken'] as const) {
    if (!given[name] || typeof given[name] !== 'string') return `${name} is required`
  }
  if (!given.endpoint && !given.proxy) return 'endpoint or proxy is required'
  const options = { ...DEFAULTS } as unknown as Fields
  for (const [name, value] of Object.entries(given)) {
    if (value == null) continue
    if (/Rate$/.test(name) && !((value as number) >= 0 && (value as number) <= 100)) return `${name} is a number from 0 to 100`
    const usual = options[name]
    if (Array.isArray(usual) && !Array.isArray(value)) return `${name} is a list`
    if (typeof usual === 'number' && typeof value !== 'number') return `${name} is a number`
    options[name] = typeof usual === 'boolean' && name !== 'scrubQuery' ? !!value : value
  }
  return options as unknown as Options
}
