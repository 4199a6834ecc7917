/**
 * The snippets of mini programs, HarmonyOS, Electron and Unity. Each SDK names another server in a
 * way of its own: as a proxy, as a host, or as a setting of the editor. Pure.
 */
import { js, line } from './quote'
import type { SnippetInput } from './snippet-options'

function lines(...all: (string | false)[]): string {
  return all.filter((one) => one !== false).join('\n') + '\n'
}

/** `name: 'value',` for each that has one. */
function options(indent: string, all: [string, string][]): string[] {
  return all.filter(([, value]) => value !== '').map(([name, value]) => `${indent}${name}: ${js(value)},`)
}

function common(input: SnippetInput): [string, string][] {
  const { applicationId, clientToken, origin, service, env, version } = input
  return [['applicationId', applicationId], ['clientToken', clientToken], ['proxy', origin], ['service', service], ['env', env], ['version', version]]
}

/** Sends to `proxy` with the path in `ddforward`, as the browser SDKs do. */
export function miniProgram(input: SnippetInput): string {
  return lines(
    `const { flashcatRum } = require('@flashcatcloud/miniprogram-rum')`,
    '',
    'flashcatRum.init({',
    ...options('  ', common(input)),
    `  sessionSampleRate: ${input.sessionSampleRate},`,
    '})',
  )
}

/** The endpoint is scheme and host; the SDK adds the path. */
export function harmony(input: SnippetInput): string {
  return lines(
    `import { ConfigurationBuilder, Flashcat, TrackingConsent } from '@flashcatcloud/core';`,
    `import { FlashcatRum, RumConfigurationBuilder } from '@flashcatcloud/rum';`,
    '',
    `const configuration = new ConfigurationBuilder(${js(input.clientToken)}, ${js(input.env === '' ? 'production' : input.env)})`,
    `  .setCustomEndpoint(${js(input.origin)})`,
    input.service !== '' && `  .setService(${js(input.service)})`,
    '  .build();',
    'Flashcat.initialize(this.context, configuration, TrackingConsent.GRANTED);',
    '',
    `const rum = new RumConfigurationBuilder(${js(input.applicationId)})`,
    `  .setSessionSampleRate(${input.sessionSampleRate})`,
    '  .setTrackUserInteractions(true)',
    '  .setTrackNavigation(true)',
    '  .setTrackNetworkRequests(true)',
    '  .build();',
    'FlashcatRum.enable(rum);',
  )
}

/** `site` would be https at a host's root; `proxy` is any address. The service is required. */
export function electron(input: SnippetInput): string {
  return lines(
    '// before anything of electron is imported',
    `import '@flashcatcloud/electron-sdk/instrument'`,
    `import { init } from '@flashcatcloud/electron-sdk'`,
    '',
    'await init({',
    ...options('  ', common({ ...input, service: input.service === '' ? 'electron' : input.service })),
    '})',
  )
}

/** Settings of the editor, by the names on its page; code only says that sending is allowed. */
export function unity(input: SnippetInput): string {
  const settings: [string, string][] = [
    ['Client Token', input.clientToken],
    ['Env', input.env],
    ['Service Name', input.service],
    ['RUM Application Id', input.applicationId],
    ['Session Sample Rate', String(input.sessionSampleRate)],
    ['Custom Endpoint', input.origin],
  ]
  return lines(
    '// Project Settings > Datadog: enable Datadog and RUM, then',
    ...settings.filter(([, value]) => value !== '').map(([name, value]) => `//   ${name}: ${line(value)}`),
    '',
    'using Datadog.Unity;',
    '',
    '// once the player has agreed',
    'DatadogSdk.Instance.SetTrackingConsent(TrackingConsent.Granted);',
  )
}
