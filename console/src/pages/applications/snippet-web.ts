/**
 * The snippets of browser SDKs: Datadog's, and the fork of it that Flashduty gives out. Both take
 * the same options; package, global and address differ, and the fork has no `site`. Pure.
 */
import { attribute, js } from './quote'
import type { SnippetInput } from './snippet-options'

export type WebSdk = {
  package: string
  /** What the package exports. */
  name: string
  /** What the script puts on `window`. */
  global: string
  script: string
  /** Whether the script is fetched with CORS, as Datadog's needs from 7.0 on. */
  crossOrigin: boolean
}

export const DATADOG: WebSdk = {
  package: '@datadog/browser-rum',
  name: 'datadogRum',
  global: 'DD_RUM',
  script: 'https://www.datadoghq-browser-agent.com/us1/v7/datadog-rum.js',
  crossOrigin: true,
}

export const FLASHDUTY: WebSdk = {
  package: '@flashcatcloud/browser-rum',
  name: 'flashcatRum',
  global: 'FC_RUM',
  script: 'https://static.flashcat.cloud/browser-sdk/v0.3.0/flashcat-rum.js',
  crossOrigin: false,
}

/** `init({…})`'s argument, its lines but the first indented by `indent`. */
function options(input: SnippetInput, indent: string): string {
  const text = (name: string, value: string) => (value === '' ? [] : [`${name}: ${js(value)}`])
  const lines = [
    ...text('applicationId', input.applicationId),
    ...text('clientToken', input.clientToken),
    ...text('proxy', input.origin),
    ...text('service', input.service),
    ...text('env', input.env),
    ...text('version', input.version),
    `sessionSampleRate: ${input.sessionSampleRate}`,
    `sessionReplaySampleRate: ${input.sessionReplaySampleRate}`,
    ...text('defaultPrivacyLevel', input.privacy),
    'trackUserInteractions: true',
    'trackResources: true',
    'trackLongTasks: true',
  ]
  return `{\n${lines.map((line) => `${indent}  ${line},\n`).join('')}${indent}}`
}

/** For pages that are bundled. */
export function npm(sdk: WebSdk, input: SnippetInput): string {
  return `import { ${sdk.name} } from ${js(sdk.package)}\n\n${sdk.name}.init(${options(input, '')})\n`
}

/** Misses nothing that happens before it, and is waited for. */
export function cdnSync(sdk: WebSdk, input: SnippetInput): string {
  const cors = sdk.crossOrigin ? ' crossorigin="anonymous"' : ''
  return [
    `<script src=${attribute(sdk.script)}${cors}></script>`,
    '<script>',
    `  window.${sdk.global} && window.${sdk.global}.init(${options(input, '  ')})`,
    '</script>',
    '',
  ].join('\n')
}

/** Is waited for by nobody, and misses what happens before it is there. */
export function cdnAsync(sdk: WebSdk, input: SnippetInput): string {
  const cors = sdk.crossOrigin ? [`  script.crossOrigin = 'anonymous'`] : []
  return [
    '<script>',
    `  window.${sdk.global} = { q: [], onReady: function (ready) { window.${sdk.global}.q.push(ready) } }`,
    `  var script = document.createElement('script')`,
    '  script.async = true',
    ...cors,
    `  script.src = ${js(sdk.script)}`,
    '  document.head.appendChild(script)',
    `  window.${sdk.global}.onReady(function () {`,
    `    window.${sdk.global}.init(${options(input, '    ')})`,
    '  })',
    '</script>',
    '',
  ].join('\n')
}
