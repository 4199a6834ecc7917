/**
 * The one way to the server: a typed client over `schema/openapi.json`, and errors as the server
 * says them. Knows nothing of screens.
 */
import createClient, { type Middleware } from 'openapi-fetch'

import { noAnswer } from '~/lib/connection'
import { sessionEnded } from '~/lib/session-end'
import type { components, paths } from './schema.gen'

export type Schemas = components['schemas']

/** What the server, or the way to it, says is wrong. `detail` is a sentence for a person. */
export class ApiError extends Error {
  readonly status: number
  readonly type: string
  readonly pointer: string | undefined
  readonly position: number | undefined
  readonly suggestion: string | undefined
  /** Seconds after which it is worth another try. */
  readonly retryAfterS: number | undefined

  constructor(problem: Partial<Schemas['Problem']> & { status: number; retryAfterS?: number }) {
    super(problem.detail ?? problem.title ?? `HTTP ${problem.status}`)
    this.name = 'ApiError'
    this.status = problem.status
    this.type = problem.type ?? ''
    this.pointer = problem.pointer ?? undefined
    this.position = problem.position ?? undefined
    this.suggestion = problem.suggestion ?? undefined
    this.retryAfterS = problem.retryAfterS
  }
}

/** No answer at all: the server is away, or the network is. */
export const UNREACHABLE = 0

/** What stands before a server that is away answers in its name. */
const GATEWAY = [502, 503, 504]

export async function readProblem(response: Response): Promise<ApiError> {
  const isOurs = response.headers.get('content-type')?.includes('json') ?? false
  if (!isOurs && GATEWAY.includes(response.status)) return unreachable(`HTTP ${response.status}`)
  const problem = (await response.json().catch(() => ({}))) as Partial<Schemas['Problem']>
  // A wrong password is 401 too, and ends nothing.
  if (response.status === 401 && !response.url.endsWith('/login')) sessionEnded()
  const retryAfterS = Number(response.headers.get('retry-after')) || undefined
  return new ApiError({ ...problem, status: response.status, retryAfterS })
}

/** An error for an answer that never came; the banner about the connection is told as well. */
export function unreachable(detail: string): ApiError {
  noAnswer()
  return new ApiError({ status: UNREACHABLE, type: 'unreachable', detail })
}

const problems: Middleware = {
  async onResponse({ response }) {
    if (!response.ok) throw await readProblem(response)
  },
  onError({ error }) {
    if (error instanceof ApiError || isAbort(error)) return error as Error
    return unreachable(String(error))
  },
}

export function isAbort(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'AbortError'
}

/** `api.GET('/api/v1/…')` and so on; rejects with an `ApiError`, so `data` is there when it resolves. */
export const api = createClient<paths>({ baseUrl: '/', credentials: 'same-origin' })
api.use(problems)

/** The answer's body; openapi-fetch types it as possibly absent, which `problems` rules out. */
export function body<T>(answer: { data?: T }): T {
  return answer.data as T
}
