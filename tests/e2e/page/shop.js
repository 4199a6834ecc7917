// The page's own code: starts the SDKs as `window.settings` says, and makes every kind of event.

/** Loads a script to its end. */
function load(source) {
  return new Promise((resolve, reject) => {
    const script = document.createElement('script')
    Object.assign(script, { src: source, onload: resolve, onerror: reject })
    document.head.append(script)
  })
}

/** Notes what the SDK is about to send, where the next page of this site can still read it. */
function note(event) {
  const kind = event.type === 'view_update' ? 'view' : event.type
  const noted = JSON.parse(localStorage.getItem('noted') ?? '{}')
  noted[`${kind} ${event[kind].id}`] = event._dd.document_version ?? 0
  localStorage.setItem('noted', JSON.stringify(noted))
  return true
}

/** What both our SDK and Datadog's are given. */
function common({ proxy, options }) {
  return {
    ...options,
    ...way(proxy),
    service: 'shop',
    env: 'test',
    version: '1.2.3',
    sessionSampleRate: 100,
  }
}

function way({ form, address }) {
  if (form === 'endpoint') return { endpoint: address }
  if (form === 'function') return { proxy: ({ path, parameters }) => `${address}${path}?${parameters}` }
  return { proxy: address }
}

/** What the page says about its visitor, in either SDK's words: they are the same. */
function tell(rum) {
  rum.setUser({ id: 'u-1', name: 'Ada', plan: 'gold' })
  rum.setAccount?.({ id: 'a-1', name: 'Acme' })
  rum.setGlobalContextProperty('cart', { total: 12.5, items: [1, 2, { deep: true }] })
}

/** Our own SDK, as the server gives it out. */
async function startSolera(settings) {
  await load(settings.script)
  window.SOLERA_RUM.init({
    beforeSend: note,
    allowedTracingUrls: [location.origin],
    defaultPrivacyLevel: 'allow',
    ...common(settings),
  })
  tell(window.SOLERA_RUM)
}

async function start(settings) {
  if (settings.solera) await startSolera(settings.solera)
  if (settings.rum || settings.logs) await startDatadog(settings)
}

async function startDatadog({ rum, logs, ...settings }) {
  const given = common(settings)
  if (rum) {
    await load(`/sdk/${rum}/datadog-rum.js`)
    window.DD_RUM.init({
      ...given,
      sessionReplaySampleRate: 100,
      telemetrySampleRate: 100,
      trackUserInteractions: true,
      trackResources: true,
      trackLongTasks: true,
      enableExperimentalFeatures: ['feature_flags', 'feature_operation_vital'],
      beforeSend: note,
      allowedTracingUrls: [location.origin],
      allowedGraphQlUrls: [/graphql/],
      defaultPrivacyLevel: 'allow',
    })
    tell(window.DD_RUM)
  }
  if (logs) {
    await load(`/sdk/${logs}/datadog-logs.js`)
    window.DD_LOGS.init({ ...given, forwardErrorsToLogs: true, forwardConsoleLogs: 'all' })
  }
}

document.getElementById('load').addEventListener('click', async () => {
  window.loaded = false
  await fetch('/api/cart?email=someone&utm_medium=mail')
  const entry = document.createElement('li')
  entry.textContent = 'a thing'
  document.getElementById('list').append(entry)
  window.loaded = true
})

document.getElementById('second').addEventListener('click', () => {
  history.pushState({}, '', '/second/42')
  // What a route loads at once tells SDKs how long it took.
  fetch('/api/second')
})

function busy(milliseconds) {
  const end = performance.now() + milliseconds
  while (performance.now() < end);
}

function xhr(url) {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest()
    request.open('GET', url)
    request.onloadend = resolve
    request.send()
  })
}

/** A violation of the page's own content security policy. */
function violate() {
  return new Promise((resolve) => {
    document.addEventListener('securitypolicyviolation', resolve, { once: true })
    new Image().src = 'http://127.0.0.1:1/forbidden.png'
  })
}

/** After the browser has reported what was thrown. */
const reported = (type, make) =>
  new Promise((resolve) => {
    addEventListener(type, () => setTimeout(resolve), { once: true })
    make()
  })

async function requests() {
  await fetch('/api/broken')
  await fetch('http://127.0.0.1:1/nobody').catch(() => {})
  await xhr('/api/cart')
  await fetch('/api/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: 'query Cart { cart { total } }', operationName: 'Cart', variables: { id: 7 } }),
  })
}

async function errors() {
  const cause = new TypeError('the cause')
  const added = new Error('added', { cause })
  for (const rum of sdks()) rum.addError(added, { step: 3, price: 1.1 })
  console.error('on the console', { a: 1 })
  await reported('error', () => setTimeout(() => { throw new RangeError('thrown') }))
  await reported('unhandledrejection', () => { Promise.reject(new Error('rejected')) })
  await violate()
}

/** A step of an operation: version 6 has another name for it. */
function operation(rum, step, ...given) {
  ;(rum[`${step}Operation`] ?? rum[`${step}FeatureOperation`])(...given)
}

function vitals(rum) {
  rum.addDurationVital('checkout', { startTime: Date.now() - 120, duration: 120, description: 'a duration' })
  const started = rum.startDurationVital('search')
  rum.stopDurationVital(started ?? 'search')
  operation(rum, 'start', 'pay', { operationKey: 'k1' })
  operation(rum, 'succeed', 'pay', { operationKey: 'k1' })
  operation(rum, 'start', 'login')
  operation(rum, 'fail', 'login', 'abandoned')
}

function drawing() {
  const root = document.getElementById('shadow').attachShadow({ mode: 'open' })
  root.innerHTML = '<p>in the shadow</p>'
  document.querySelector('canvas').getContext('2d').fillRect(2, 2, 8, 8)
}

/** The SDKs that run: one, or ours beside Datadog's. */
const sdks = () => [window.SOLERA_RUM, window.DD_RUM].filter(Boolean)

window.everything = async () => {
  for (const rum of sdks()) {
    rum.addAction('paid', { amount: 10.5, currency: 'EUR' })
    rum.addTiming('shown')
    rum.addFeatureFlagEvaluation('new_cart', true)
    rum.setViewContextProperty?.('step', 'cart')
  }
  drawing()
  await requests()
  await errors()
  sdks().forEach(vitals)
  busy(180)
  await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)))
}

/** Enough actions that the SDK sends at once rather than when the page goes. */
window.fillBatch = () => {
  for (let at = 0; at < 60; at++) for (const rum of sdks()) rum.addAction(`filler ${at}`, { at })
}

window.logEverything = () => {
  for (const level of ['debug', 'info', 'warn', 'error']) window.DD_LOGS.logger[level](`a ${level}`, { a: 1, deep: { b: [1.5] } })
  window.DD_LOGS.logger.error('with an error', {}, new Error('logged'))
  console.info('twice')
  console.info('twice')
}

start(window.settings).then(() => { window.started = true })
