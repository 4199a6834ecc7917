/** Every form as its language reads it, with names that try to break out. */
import { execFileSync } from 'node:child_process'

import ts from 'typescript'
import { expect, test } from 'vitest'

import { FORMS, formOf, type Form } from './snippet'
import type { SdkFiles } from './snippet-solera'
import { defaultOptions, tag, type SnippetInput } from './snippet-options'

const PLAIN: SnippetInput = {
  ...defaultOptions('Demo shop'),
  origin: 'https://rum.example.com',
  applicationId: '8fae1d6d-b333-4d36-adf8-b63363b3207b',
  clientToken: 'pub86faab5c28440d62cda1aa1cd6bc9834',
}
const ODD = `it's "odd" \\ \${1 + 1} </script><b> $HOME \`x\``
const HOSTILE: SnippetInput = { ...PLAIN, service: ODD, env: ODD, version: ODD }
const EMPTY: SnippetInput = { ...PLAIN, service: '', env: '', version: '' }

const SDK: SdkFiles = {
  version: '0.1.0',
  path: '/sdk/v1/solera.0123456789abcdef.js',
  integrity: 'sha384-b3VycyAvIGJ5dGVzKys=',
  stub: 'window.SOLERA_RUM={q:[],init:function(o){this.q.push(o)}};',
}

const of = (name: string) => formOf(name, 'browser')
const write = (form: Form, input: SnippetInput) => (form.ofServer ? form.write(input, SDK) : form.write!(input))
const ours = FORMS.filter(({ name }) => name.startsWith('solera_'))
const web = FORMS.filter(({ name }) => /^(datadog|flashduty)_/.test(name))

/** The scripts of a form: the whole text, or what stands between `<script>` and `</script>`. */
function scripts(form: Form, input: SnippetInput): string[] {
  const text = write(form, input)
  return form.language === 'js' ? [text] : [...text.matchAll(/<script>(.*?)<\/script>/gs)].map(([, code]) => code!)
}

function parse(code: string): ts.SourceFile {
  const result = ts.transpileModule(code, { reportDiagnostics: true, compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext } })
  expect(result.diagnostics?.map(({ messageText }) => messageText)).toEqual([])
  return ts.createSourceFile('snippet.js', code, ts.ScriptTarget.ES2022, true)
}

/** The object given to `init`, as a plain one. */
function initOptions(code: string): Record<string, unknown> {
  const found: Record<string, unknown> = {}
  const visit = (node: ts.Node) => {
    if (ts.isCallExpression(node) && /\.init$/.test(node.expression.getText())) {
      const argument = node.arguments[0] as ts.ObjectLiteralExpression
      for (const property of argument.properties) {
        const { name, initializer } = property as ts.PropertyAssignment
        found[name.getText()] = ts.isStringLiteral(initializer) ? initializer.text : JSON.parse(initializer.getText())
      }
    }
    node.forEachChild(visit)
  }
  visit(parse(code))
  return found
}

test.each(web)('$name parses and says what was chosen', (form) => {
  for (const input of [PLAIN, HOSTILE]) {
    const all = scripts(form, input)
    expect(all).toHaveLength(1)
    expect(initOptions(all[0]!)).toEqual({
      applicationId: input.applicationId,
      clientToken: input.clientToken,
      proxy: 'https://rum.example.com',
      service: input.service,
      env: input.env,
      version: input.version,
      sessionSampleRate: 100,
      sessionReplaySampleRate: 20,
      defaultPrivacyLevel: 'mask-user-input',
      trackUserInteractions: true,
      trackResources: true,
      trackLongTasks: true,
    })
  }
})

test.each(web)('$name leaves out what is empty, and never names a site', (form) => {
  const said = initOptions(scripts(form, EMPTY)[0]!)
  expect(Object.keys(said)).not.toEqual(expect.arrayContaining(['service']))
  expect(said).not.toHaveProperty('env')
  expect(said).not.toHaveProperty('site')
})

test('the fork has its own package, global and address', () => {
  expect(write(of('flashduty_npm'), PLAIN)).toContain(`import { flashcatRum } from '@flashcatcloud/browser-rum'`)
  expect(write(of('flashduty_cdn_sync'), PLAIN)).toContain('FC_RUM.init(')
  expect(write(of('flashduty_cdn_async'), PLAIN)).toContain('https://static.flashcat.cloud/browser-sdk/v')
  expect(write(of('datadog_cdn_sync'), PLAIN)).toContain('crossorigin="anonymous"')
})

test.each(ours)('$name parses, says what was chosen, and sends to this server', (form) => {
  for (const input of [PLAIN, HOSTILE]) {
    const all = scripts(form, input)
    expect(all).toHaveLength(1)
    expect(initOptions(all[0]!)).toEqual({
      applicationId: input.applicationId,
      clientToken: input.clientToken,
      endpoint: 'https://rum.example.com',
      service: input.service,
      env: input.env,
      version: input.version,
      sessionSampleRate: 100,
    })
  }
  expect(Object.keys(initOptions(scripts(form, EMPTY)[0]!))).toEqual(['applicationId', 'clientToken', 'endpoint', 'sessionSampleRate'])
})

test('our script comes from this server, pinned with its hash or newest without, after the stub', () => {
  const said = write(of('solera_pinned'), PLAIN)
  const tag = `<script async src="https://rum.example.com${SDK.path}" integrity="${SDK.integrity}" crossorigin="anonymous"></script>`
  expect(said).toContain(tag)
  expect(said.indexOf(SDK.stub)).toBeLessThan(said.indexOf('SOLERA_RUM.init('))
  expect(said.indexOf('SOLERA_RUM.init(')).toBeLessThan(said.indexOf(tag))
  const newest = write(of('solera_newest'), PLAIN)
  expect(newest).toContain('src="https://rum.example.com/sdk/v1/solera.js"')
  expect(newest).not.toContain('integrity')
})

test('our package is fetched from this server', () => {
  expect(of('solera_npm').install?.write(PLAIN)).toContain('curl -fO https://rum.example.com/sdk/v1/solera-browser.tgz')
})

test('an async script queues what is called before it is there', () => {
  const text = write(of('datadog_cdn_async'), PLAIN)
  expect(text.indexOf('q: []')).toBeLessThan(text.indexOf('onReady(function'))
})

test('React Native parses, and names the whole address', () => {
  for (const input of [PLAIN, HOSTILE, EMPTY]) {
    const text = write(of('react_native'), input)
    parse(text)
    expect(text).toContain(`customEndpoint: 'https://rum.example.com/api/v2/rum'`)
  }
})

test.each(['ios', 'android', 'flutter'])('%s: brackets and quotes close, whatever was typed', (name) => {
  const form = of(name)
  for (const input of [PLAIN, HOSTILE, EMPTY]) {
    const text = write(form, input)
    expect(text).toContain('https://rum.example.com/api/v2/rum')
    expect(text).toContain(input.applicationId)
    expect(text).toContain(input.clientToken)
    const bare = text.replace(form.language === 'dart' ? /'(?:\\.|[^'\\])*'/g : /"(?:\\.|[^"\\])*"/g, '')
    expect(bare).not.toMatch(/["']/)
    for (const [open, close] of ['()', '{}']) expect(bare.split(open!).length).toBe(bare.split(close!).length)
    expect(bare).not.toContain('odd')
  }
  if (form.language !== 'swift') expect(write(form, HOSTILE)).not.toMatch(/[^\\]\$/)
})

test.each(['miniprogram', 'electron'])('%s parses, and sends through a proxy as browsers do', (name) => {
  for (const input of [PLAIN, HOSTILE]) {
    const code = write(of(name), input).replace('await init(', 'sdk.init(')
    const { applicationId, clientToken, service, env, version } = input
    expect(initOptions(code)).toMatchObject({ applicationId, clientToken, service, env, version, proxy: 'https://rum.example.com' })
  }
})

test('HarmonyOS parses, and names scheme and host alone', () => {
  for (const input of [PLAIN, HOSTILE, EMPTY]) {
    const text = write(of('harmony'), input)
    parse(text)
    expect(text).toContain(`.setCustomEndpoint('https://rum.example.com')`)
    expect(text.includes('.setService(')).toBe(input.service !== '')
  }
})

test('Unity: what was typed stays in its comment', () => {
  const text = write(of('unity'), { ...PLAIN, service: 'a\nDebug.Log();' })
  expect(text).toContain('//   Custom Endpoint: https://rum.example.com\n')
  expect(text).toContain('//   Service Name: a Debug.Log();\n')
})

test('an SDK that cannot send here has no snippet', () => {
  expect(FORMS.filter(({ write }) => !write).map(({ name }) => name)).toEqual(['kotlin_multiplatform', 'roku'])
})

test('curl: a shell reads a view and an error of this application', () => {
  for (const input of [PLAIN, HOSTILE, EMPTY]) {
    const script = `curl() { printf '%s\\n' "$@"; }\n${write(of('curl'), input)}`
    const said = execFileSync('sh', ['-c', script], { encoding: 'utf8' }).trim().split('\n')
    const url = new URL(said[1]!)
    expect(url.origin + url.pathname).toBe('https://rum.example.com/api/v2/rum')
    expect(url.searchParams.get('dd-api-key')).toBe(input.clientToken)
    const events = said.slice(-2).map((line) => JSON.parse(line) as { type: string; date: number; service?: string; application: { id: string } })
    expect(events.map(({ type }) => type)).toEqual(['view', 'error'])
    for (const event of events) {
      expect(event.application.id).toBe(input.applicationId)
      expect(event.service).toBe(input.service === '' ? undefined : input.service)
      expect(Math.abs(event.date - Date.now())).toBeLessThan(60_000)
    }
  }
})

test('each type of application begins with a form that fits', () => {
  expect(formOf(undefined, 'browser').name).toBe('solera_pinned')
  expect(formOf(undefined, 'react-native').name).toBe('react_native')
  expect(formOf(undefined, 'roku').name).toBe('roku')
  expect(formOf(undefined, 'kotlin-multiplatform').name).toBe('kotlin_multiplatform')
  expect(formOf(undefined, 'of a newer server').name).toBe('curl')
  expect(formOf('no such form', 'ios').name).toBe('ios')
  expect(formOf('curl', 'ios').name).toBe('curl')
})

test('a name becomes a tag', () => {
  expect(tag('  Demo Shop (EU) ')).toBe('demo-shop-eu')
  expect(tag('商城 Web')).toBe('商城-web')
})
