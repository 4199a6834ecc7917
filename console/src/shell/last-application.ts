/** The application that was looked at last in this browser: where `/` leads. */
const KEPT_AS = 'solera-application'

export function readLastApplication(): string | null {
  try {
    return localStorage.getItem(KEPT_AS)
  } catch {
    return null // storage is denied
  }
}

export function keepLastApplication(id: string) {
  try {
    localStorage.setItem(KEPT_AS, id)
  } catch {
    // then `/` leads to the first
  }
}
