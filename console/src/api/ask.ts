/**
 * Questions, asked together: those of one tick go out as one `POST /api/v1/queries`, and each is
 * answered as soon as the server has it. Knows nothing of screens.
 */
import { ApiError, readProblem, UNREACHABLE, unreachable, type Schemas } from './client'

/** One cell of an answer. */
export type Cell = string | number | boolean | null
export type Question = Schemas['QueryRequest']
/** As the schema says, with cells that have a type. */
export type Answer = Omit<Schemas['Answer'], 'rows'> & { rows: Cell[][] }

/**
 * In a cell of a group: all the values that the group's limit left out. The server writes them
 * `other`, as a value may be written too, and says beside the rows which cells they are. Here they
 * are half a surrogate pair, which no text of an answer can be.
 */
export const OTHER = '\ud800'

/** The server's bound on one request. */
const QUESTIONS_MAX = 20

type Waiting = {
  question: Question
  signal: AbortSignal | undefined
  resolve: (answer: Answer) => void
  reject: (error: unknown) => void
}

let waiting: Waiting[] = []

/** Asks one question. */
export function ask(question: Question, signal?: AbortSignal): Promise<Answer> {
  return new Promise((resolve, reject) => {
    if (waiting.length === 0) queueMicrotask(() => setTimeout(askNow))
    waiting.push({ question, signal, resolve, reject })
  })
}

/** Sends what waits for its tick to end: for who knows that nothing more comes. */
export function askNow() {
  const all = waiting.filter(({ signal, reject }) => {
    if (signal?.aborted) reject(signal.reason)
    return !signal?.aborted
  })
  waiting = []
  for (let start = 0; start < all.length; start += QUESTIONS_MAX) void send(all.slice(start, start + QUESTIONS_MAX))
}

/** When nobody waits for any of them any more, the request is given up, and the server stops. */
async function send(asked: Waiting[]) {
  const abort = new AbortController()
  let left = asked.length
  for (const one of asked) {
    one.signal?.addEventListener('abort', () => {
      one.reject(one.signal?.reason)
      left -= 1
      if (left === 0) abort.abort()
    })
  }
  try {
    const response = await fetch('/api/v1/queries', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ queries: asked.map(({ question }) => question) }),
      signal: abort.signal,
    })
    if (!response.ok) throw await readProblem(response)
    for await (const line of lines(response)) {
      const one = asked[line.index]
      if (line.error) one?.reject(new ApiError(line.error))
      else one?.resolve(toldApart(line as unknown as Answer))
    }
    const cut = new ApiError({ status: UNREACHABLE, type: 'cut', detail: 'the answer ended early' })
    for (const one of asked) one.reject(cut) // does nothing to those that are settled
  } catch (error) {
    const known = error instanceof ApiError || abort.signal.aborted
    const told = known ? error : unreachable(String(error))
    for (const one of asked) one.reject(told)
  }
}

/** The answer with the cells that stand for all other values told from those that say so. */
export function toldApart(answer: Answer): Answer {
  for (const { column, rows } of answer.others ?? []) {
    for (const at of rows) answer.rows[at]![column] = OTHER
  }
  return answer
}

async function* lines(response: Response): AsyncGenerator<Schemas['QueriesLine']> {
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader()
  let rest = ''
  for (;;) {
    const { done, value } = await reader.read()
    const parts = (rest + (value ?? '')).split('\n')
    rest = done ? '' : (parts.pop() ?? '')
    for (const part of parts) if (part.trim() !== '') yield JSON.parse(part) as Schemas['QueriesLine']
    if (done) return
  }
}

/** An answer's rows as objects by column name. */
export function records(answer: Answer): Record<string, Cell>[] {
  return answer.rows.map((row) => Object.fromEntries(answer.columns.map((column, index) => [column.name, row[index] ?? null])))
}
