/**
 * The SDK as the page has it, for the entry points of frameworks: however it came there, from the package or by
 * a script, there is one. They bring no second copy of it, and do nothing where there is none.
 */
import type { ErrorDetails } from '../collect/errors.js'
import type { SoleraRum } from '../public.js'

type WithDetails = (error: unknown, context: object | undefined, details: ErrorDetails) => void

/** Calls `f` with the SDK as soon as it is there; not at all on a server. */
function withSdk(f: (sdk: SoleraRum) => void): void {
  if (typeof window === 'undefined') return
  const sdk = (): SoleraRum | undefined => window.SOLERA_RUM
  // It may be the stub still: what it plays later must go to the SDK that took its place.
  sdk()?.onReady(() => f(sdk()!))
}

/**
 * Names the view that a router has come to. With `trackViewsManually` it begins here; else the SDK has begun it
 * when the address changed.
 */
export function nameView(name: string): void {
  withSdk((sdk) => {
    if (sdk.getInitConfiguration()?.trackViewsManually) sdk.startView(name)
    else sdk.setViewName(name)
  })
}

/** Tells an error that a framework caught. */
export function tellError(error: unknown, context: object, details: ErrorDetails): void {
  withSdk((sdk) => (sdk.addError as WithDetails)(error, context, details))
}
