/**
 * What the browser itself has to say against the page: violations of its content security policy, and
 * interventions. Deprecations are left out, as the peers do: they are about the code of the page, not its visit.
 */
import type { Hub } from '../hub.js'
import type { Described } from './error.js'
import { stackText } from './stack.js'

const POLICY_LENGTH_MAX = 100

interface Report {
  type: string
  body: { id: string; message: string; sourceFile?: string | null; lineNumber?: number | null; columnNumber?: number | null }
}
type Observer = new (f: (reports: Report[]) => void, options: object) => { observe(): void; disconnect(): void }

/** Calls `tell` with each intervention, and with what the browser gave. */
export function watchReports(hub: Hub, tell: (described: Described, original: unknown) => void): void {
  const { ReportingObserver } = window as unknown as { ReportingObserver?: Observer }
  if (!ReportingObserver) return
  const observer = new ReportingObserver(
    hub.guard((reports) => reports.forEach((report) => tell(intervention(report), report))),
    { types: ['intervention'], buffered: true },
  )
  observer.observe()
  hub.onStop(() => observer.disconnect())
}

export function violation(event: SecurityPolicyViolationEvent): Described {
  const { blockedURI, effectiveDirective: type, disposition, originalPolicy, sourceFile, lineNumber, columnNumber } = event
  const message = `'${blockedURI}' blocked by '${type}' directive`
  const policy = originalPolicy.length > POLICY_LENGTH_MAX ? `${originalPolicy.slice(0, POLICY_LENGTH_MAX)}...` : originalPolicy
  const stack = stackAt(type, policy ? `${message} of the policy "${policy}"` : 'no policy', sourceFile, lineNumber, columnNumber)
  return { fields: { source: 'report', type, message: `csp_violation: ${message}`, stack, csp: { disposition } } }
}

function intervention({ type, body: { id, message, sourceFile, lineNumber, columnNumber } }: Report): Described {
  return { fields: { source: 'report', type: id, message: `${type}: ${message}`, stack: stackAt(id, message, sourceFile, lineNumber, columnNumber) } }
}

type Place = number | null | undefined

const stackAt = (type: string, message: string, url: string | null | undefined, line: Place, column: Place): string | undefined =>
  url ? stackText(type, message, [{ url, line: line ? `${line}` : '', column: column ? `${column}` : '' }]) : undefined
