// Events as our SDK sends them, against the schemas: closed ones, so that a field which the server
// does not know is an error too.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

import Ajv from 'ajv/dist/2020.js'

const FOLDER = join(import.meta.dirname, '..', '..', '..', '..', 'schema', 'rum')
const KINDS = ['view', 'action', 'resource', 'error', 'long_task', 'vital']

const ajv = new Ajv({ allErrors: true, strict: false })
const validators = Object.fromEntries(
  KINDS.map((kind) => [kind, ajv.compile(JSON.parse(readFileSync(join(FOLDER, `${kind}.json`), 'utf8')))]),
)

/** What is wrong with the events: each thing once, however many events have it. */
export function invalid(events) {
  return [...new Set(events.flatMap(wrongWith))]
}

function wrongWith(event) {
  const validate = validators[event.type]
  if (!validate) return [`no event is a ${event.type}`]
  if (validate(event)) return []
  return validate.errors.map(({ instancePath, message, params }) => {
    const at = `${event.type}${instancePath.replace(/\/\d+/g, '[]').replaceAll('/', '.')}`
    return `${at} ${message} ${params.additionalProperty ?? ''} ${JSON.stringify(valueAt(event, instancePath))?.slice(0, 200)}`
  })
}

function valueAt(event, path) {
  return path.split('/').slice(1).reduce((value, name) => value?.[name], event)
}
