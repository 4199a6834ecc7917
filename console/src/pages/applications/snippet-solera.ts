/**
 * The snippets of Solera's own browser SDK, which this server gives out itself: its address, its
 * hash and its stub are those of the files that stand on it. Pure.
 */
import { attribute, js } from './quote'
import type { SnippetInput } from './snippet-options'

/** What `/sdk/v1/manifest.json` says of the SDK that this server holds. */
export type SdkFiles = {
  version: string
  /** The script under a name that holds its hash, from the server's root. */
  path: string
  /** Of that script, as browsers check it. */
  integrity: string
  /** Code that keeps what is called before the script is there. */
  stub: string
}

/** Always the script of the server's version. */
const NEWEST = '/sdk/v1/solera.js'
const PACKAGE = '/sdk/v1/solera-browser.tgz'

/** `init({…})`'s argument, its lines but the first indented by `indent`. */
function options(input: SnippetInput, indent: string): string {
  const text = (name: string, value: string) => (value === '' ? [] : [`${name}: ${js(value)}`])
  const lines = [
    ...text('applicationId', input.applicationId),
    ...text('clientToken', input.clientToken),
    ...text('endpoint', input.origin),
    ...text('service', input.service),
    ...text('env', input.env),
    ...text('version', input.version),
    `sessionSampleRate: ${input.sessionSampleRate}`,
  ]
  return `{\n${lines.map((line) => `${indent}  ${line},\n`).join('')}${indent}}`
}

/** Is waited for by nobody; the stub keeps what happens before it is there. */
function asynchronous(input: SnippetInput, stub: string, script: string): string {
  return [
    '<script>',
    `  ${stub.trim()}`,
    `  SOLERA_RUM.init(${options(input, '  ')})`,
    '</script>',
    `<script async ${script}></script>`,
    '',
  ].join('\n')
}

/** Follows the server: whatever version it holds. */
export function newest(input: SnippetInput, { stub }: SdkFiles): string {
  return asynchronous(input, stub, `src=${attribute(input.origin + NEWEST)} crossorigin="anonymous"`)
}

/** Runs the bytes that were looked at and no others. */
export function pinned(input: SnippetInput, { path, integrity, stub }: SdkFiles): string {
  const script = `src=${attribute(input.origin + path)} integrity=${attribute(integrity)} crossorigin="anonymous"`
  return asynchronous(input, stub, script)
}

/** For pages that are bundled. */
export function npm(input: SnippetInput): string {
  return `import { soleraRum } from '@solera/browser'\n\nsoleraRum.init(${options(input, '')})\n`
}

/** The package lies on this server and on no registry: the copy belongs into the page's repository. */
export function install({ origin }: SnippetInput): string {
  return `curl -fO ${origin}${PACKAGE}\nnpm install ./solera-browser.tgz`
}
