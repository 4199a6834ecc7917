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
  endpoint?: string
  proxy?: Proxy
  service?: string
  env?: string
  version?: string
  sessionSampleRate: number
  sessionReplaySampleRate: number
  traceSampleRate: number
  /** Sessions outside the sample keep their last minute in memory and send it, and go on, from the first error. */
  sessionOnError?: boolean
  sessionReplayOnError?: boolean
  trackingConsent: Consent
  trackViewsManually?: boolean
  trackUserInteractions: boolean
  trackResources: boolean
  trackLongTasks: boolean
  trackErrors: boolean
  trackWebVitals: boolean
  trackAnonymousUser: boolean
  defaultPrivacyLevel: PrivacyLevel
  enablePrivacyForActionName?: boolean
  actionNameAttribute?: string
  allowedTracingUrls: Traced[]
  traceContextInjection: 'all' | 'sampled'
  propagateTraceBaggage?: boolean
  excludedActivityUrls: Match[]
  trackFeatureFlagsForEvents: string[]
  compressIntakeRequests: boolean
  storeContextsAcrossPages?: boolean
  sessionPersistence?: 'cookie' | 'local-storage'
  trackSessionAcrossSubdomains?: boolean
  usePartitionedCrossSiteSessionCookie?: boolean
  useSecureSessionCookie?: boolean
  allowUntrustedEvents?: boolean
  silentMultipleInit?: boolean
  startSessionReplayRecordingManually?: boolean
  /** Where the replay's recorder is loaded from; beside the SDK's own script if not given. */
  replayUrl?: string
  /** `true` for every parameter, or the names of those whose values are replaced in URLs before they are sent. */
  scrubQuery?: boolean | string[]
  /** Main-thread time a minute the SDK allows itself, ms; over it, the dearest collectors stop. 0: no bound. */
  costBudget: number
  remoteConfigurationEnabled?: boolean
  /** How long the start waits for the remote configuration, ms. */
  remoteConfigurationFetchTimeout: number
  /** The version of the remote configuration in force; set by the SDK. */
  rcVersion?: number
  beforeSend?: (event: Assembled, context: Fields) => boolean | void
  /** May change the rate of a session about to be drawn. */
  beforeSampling?: (session: { sessionId: string; sessionSampleRate: number }) => number | void
}

/** Defaults of what is neither required nor off. */
const DEFAULTS = {
  sessionSampleRate: 100,
  sessionReplaySampleRate: 0,
  traceSampleRate: 100,
  trackingConsent: 'granted',
  trackUserInteractions: true,
  trackResources: true,
  trackLongTasks: true,
  trackErrors: true,
  trackWebVitals: true,
  trackAnonymousUser: true,
  defaultPrivacyLevel: 'mask',
  allowedTracingUrls: [],
  traceContextInjection: 'sampled',
  excludedActivityUrls: [],
  trackFeatureFlagsForEvents: [],
  compressIntakeRequests: true,
  costBudget: 50,
  remoteConfigurationFetchTimeout: 3000,
}

/** The settings, or a sentence that says what is wrong with them. */
export function readOptions(given: InitOptions): Options | string {
  if (!given?.applicationId || !given.clientToken || !(given.endpoint || given.proxy)) {
    return 'applicationId, clientToken and endpoint (or proxy) are required'
  }
  const options: Fields = { ...DEFAULTS }
  for (const [name, value] of Object.entries(given)) {
    if (value == null) continue
    const usual = options[name]
    if (/Rate$/.test(name) && !((value as number) >= 0 && (value as number) <= 100)) return `${name} is a number from 0 to 100`
    if (Array.isArray(usual) && !Array.isArray(value)) return `${name} is a list`
    options[name] = value
  }
  return options as unknown as Options
}
