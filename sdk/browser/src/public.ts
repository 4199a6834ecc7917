/**
 * The public API's types: what applications call. Names as users of Datadog's and Flashduty's SDKs know them.
 */
import type { Kept } from './api.js'
import type { Consent, InitOptions } from './core/options.js'
import type { RemoteConfig } from './core/remote.js'
import type { ViewOptions } from './core/view-calls.js'
import type { Fields } from './hub.js'

export interface User extends Fields {
  id?: string
  name?: string
  email?: string
}

export interface Account extends Fields {
  id: string
  name?: string
}

export interface DurationVitalOptions {
  context?: object
  description?: string
  vitalKey?: string
}

export interface OperationOptions {
  operationKey?: string
  context?: object
  description?: string
}

/** None of these throws, and none does anything before `init` but keep what it was told. */
export interface SoleraRum {
  readonly version: string
  /** Starts the SDK; what is wrong with the options is said on the console. */
  init(options: InitOptions): void
  onReady(f: () => void): void
  getInitConfiguration(): InitOptions | undefined
  /** Takes every hook out of the page, and sends what is left. `init` may be called again. */
  stop(): void

  setTrackingConsent(consent: Consent): void
  stopSession(): void
  /** The session is kept whatever the sampling said. */
  setForcedSession(): void
  getInternalContext(time?: number): Fields | undefined
  getRemoteConfig(): RemoteConfig | undefined

  startView(options?: string | ViewOptions): void
  setViewName(name: string): void
  setViewContext(context: object): void
  setViewContextProperty(key: string, value: unknown): void
  getViewContext(): Fields
  setViewLoadingTime(): void
  addTiming(name: string, time?: number): void

  addAction(name: string, context?: object): void
  addError(error: unknown, context?: object): void
  addFeatureFlagEvaluation(key: string, value: unknown): void
  addDurationVital(name: string, options: DurationVitalOptions & { startTime: number; duration: number }): void
  /** What it gives back stands for the vital in `stopDurationVital`, as its name does. */
  startDurationVital(name: string, options?: DurationVitalOptions): object
  stopDurationVital(nameOrRef: string | object, options?: DurationVitalOptions): void
  startOperation(name: string, options?: OperationOptions): void
  succeedOperation(name: string, options?: OperationOptions): void
  failOperation(name: string, failureReason: 'error' | 'abandoned' | 'other', options?: OperationOptions): void

  setUser(user: User): void
  getUser(): User
  setUserProperty(key: string, value: unknown): void
  removeUserProperty(key: string): void
  clearUser(): void
  setAccount(account: Account): void
  getAccount(): Fields
  setAccountProperty(key: string, value: unknown): void
  removeAccountProperty(key: string): void
  clearAccount(): void
  setGlobalContext(context: object): void
  getGlobalContext(): Fields
  setGlobalContextProperty(key: string, value: unknown): void
  removeGlobalContextProperty(key: string): void
  clearGlobalContext(): void

  startSessionReplayRecording(options?: { force: boolean }): void
  stopSessionReplayRecording(): void
  getSessionReplayLink(): string | undefined

  /** Plays what the page's stub kept before the script came. */
  takeOver(kept: Kept): void
}

declare global {
  interface Window {
    SOLERA_RUM?: SoleraRum
  }
}
