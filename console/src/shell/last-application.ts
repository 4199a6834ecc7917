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

/** It is not there any more. */
export function forgetApplication(id: string) {
  try {
    if (readLastApplication() === id) localStorage.removeItem(KEPT_AS)
  } catch {
    // there is nothing to forget
  }
}

/** The one of all these that was looked at last, else the first. */
export function lastOf<Known extends { application_id: string }>(all: Known[]): Known | undefined {
  const last = readLastApplication()
  return all.find(({ application_id }) => application_id === last) ?? all[0]
}
