/** Tells whoever listens that the server no longer knows who is asking. */
import { keepSignedIn } from './signed-in'

let listener: (() => void) | undefined
let leaving = false

/** An answer was 401. */
export function sessionEnded() {
  keepSignedIn(false)
  if (!leaving) listener?.()
}

/** While somebody signs out, answers of 401 say nothing new. */
export function expectEnd(expected: boolean) {
  leaving = expected
}

/** One listener: the frame. Returns how to stop. */
export function onSessionEnd(told: () => void): () => void {
  listener = told
  return () => void (listener = undefined)
}
