/** Catches what the page asks for by script, whichever way: tells the topic `request`, and begins traces. */
import type { Start } from '../hub.js'
import { startFetch } from './fetch.js'
import { startXhr } from './xhr.js'

export const startRequests: Start = (hub) => {
  startFetch(hub)
  startXhr(hub)
}
