/** The real SDK for tests of frameworks, and what it would send. */
import { soleraRum } from '../entry/core.js'
import type { Fields } from '../hub.js'

/** Everything the SDK made so far, as `beforeSend` sees it. */
export const events: Fields[] = []

/** Starts the SDK; in a document of a test there is no server, and nothing comes to one. */
export function start(trackViewsManually = false): void {
  events.length = 0
  soleraRum.init({
    applicationId: 'app',
    clientToken: 'token',
    endpoint: 'http://127.0.0.1:1',
    trackViewsManually,
    costBudget: 0,
    beforeSend: (event) => void events.push(structuredClone(event)),
  })
}

export const stop = (): void => soleraRum.stop()

/** The names of views, in order, each once; the last is told when another begins. */
export function viewNames(): unknown[] {
  soleraRum.startView('the end')
  return [...new Set(events.map((event) => (event.view as Fields).name))].filter((name) => name && name !== 'the end')
}

export const errors = (): Fields[] => events.filter(({ type }) => type === 'error').map(({ error, context }) => ({ ...(error as Fields), context }))
