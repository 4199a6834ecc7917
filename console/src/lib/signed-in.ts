/**
 * Whether somebody was signed in here when the console was last open. The session's own cookie is
 * not for scripts to read; this is a sign of it, good enough to ask early, and to be let in by nothing.
 */
const KEPT_AS = 'solera-signed-in'

export function wasSignedIn(): boolean {
  try {
    return localStorage.getItem(KEPT_AS) !== null
  } catch {
    return false // storage is denied
  }
}

export function keepSignedIn(isSo: boolean) {
  try {
    if (isSo) localStorage.setItem(KEPT_AS, 'yes')
    else localStorage.removeItem(KEPT_AS)
  } catch {
    // then nothing is asked early
  }
}
