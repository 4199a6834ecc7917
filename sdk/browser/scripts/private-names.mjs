// Names of properties that only the SDK's own code sees: scripts for pages carry them shortened. What is
// kept in storage between versions, goes on the wire, or is the browser's or an application's, is not here.
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

const PRIVATE = `
  actionAt added adopt ahead allows answered answers beacon byView claim collectors complain contextOf contexts counts
  created dateAt did emit expire extras fields forced forget forgive free frustrations greatest guard hadActivity
  heldFor ids interactions isBlocked isBusy judge known latest leave led listen loadingType look onError onStop
  openUnsent p98 patch phase prepare propagators provide room sdkName seen sessionEnded sessions setConsent shifts slowest spent
  startRemote surroundings tell told tracked viewAt visitor watchActivity whenQuiet worst
`.trim().split(/\s+/)

/** The names as a pattern; an error if the browser, the wire or an application uses one of them. */
export function privateNames(root) {
  const read = (...path) => readFileSync(join(root, ...path), 'utf8').replace(/\/\*[^]*?\*\/|\/\/.*|^#.*/gm, '')
  const types = join(root, '..', '..', 'node_modules', 'typescript', 'lib')
  const libraries = readdirSync(types).filter((file) => /^lib\.(dom|es5|es20\d\d)/.test(file)).map((file) => read('..', '..', 'node_modules', 'typescript', 'lib', file))
  const public_ = ['src/public.ts', 'src/core/options.ts'].map((file) => read(file))
  const taken = new Set([...libraries, ...public_, read('..', '..', 'schema', 'rum', 'attributes.txt')].join('\n').match(/[A-Za-z_]\w*/g))
  const wrong = PRIVATE.filter((name) => taken.has(name))
  if (wrong.length > 0) throw new Error(`not private to the SDK: ${wrong.join(', ')}`)
  return new RegExp(`^(${PRIVATE.join('|')})$`)
}
