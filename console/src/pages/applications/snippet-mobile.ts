/**
 * The snippets of mobile SDKs. Their custom endpoint takes the place of host and path alike, so
 * the whole address of the intake stands in it. Pure.
 */
import { dart, js, kotlin, swift } from './quote'
import type { SnippetInput } from './snippet-options'

/** Where mobile SDKs send events to. */
export function endpoint(input: Pick<SnippetInput, 'origin'>): string {
  return `${input.origin}/api/v2/rum`
}

/** SDKs refuse to start without an environment. */
function env(input: SnippetInput): string {
  return input.env === '' ? 'production' : input.env
}

function lines(...all: (string | false)[]): string {
  return all.filter((line) => line !== false).join('\n') + '\n'
}

export function ios(input: SnippetInput): string {
  return lines(
    'import DatadogCore',
    'import DatadogRUM',
    '',
    'Datadog.initialize(',
    '    with: Datadog.Configuration(',
    `        clientToken: ${swift(input.clientToken)},`,
    `        env: ${swift(env(input))}${input.service === '' ? '' : ','}`,
    input.service !== '' && `        service: ${swift(input.service)}`,
    '    ),',
    '    trackingConsent: .granted',
    ')',
    '',
    `var configuration = RUM.Configuration(applicationID: ${swift(input.applicationId)})`,
    `configuration.customEndpoint = URL(string: ${swift(endpoint(input))})`,
    `configuration.sessionSampleRate = ${input.sessionSampleRate}`,
    'configuration.uiKitViewsPredicate = DefaultUIKitRUMViewsPredicate()',
    'configuration.uiKitActionsPredicate = DefaultUIKitRUMActionsPredicate()',
    'configuration.urlSessionTracking = RUM.Configuration.URLSessionTracking()',
    'RUM.enable(with: configuration)',
  )
}

export function android(input: SnippetInput): string {
  return lines(
    'import com.datadog.android.Datadog',
    'import com.datadog.android.core.configuration.Configuration',
    'import com.datadog.android.privacy.TrackingConsent',
    'import com.datadog.android.rum.Rum',
    'import com.datadog.android.rum.RumConfiguration',
    'import com.datadog.android.rum.tracking.ActivityViewTrackingStrategy',
    '',
    '// in onCreate() of the Application',
    'val configuration = Configuration.Builder(',
    `    clientToken = ${kotlin(input.clientToken)},`,
    `    env = ${kotlin(env(input))},`,
    input.service !== '' && `    service = ${kotlin(input.service)},`,
    ').build()',
    'Datadog.initialize(this, configuration, TrackingConsent.GRANTED)',
    '',
    `val rum = RumConfiguration.Builder(${kotlin(input.applicationId)})`,
    `    .useCustomEndpoint(${kotlin(endpoint(input))})`,
    `    .setSessionSampleRate(${input.sessionSampleRate}f)`,
    '    .useViewTrackingStrategy(ActivityViewTrackingStrategy(trackExtras = true))',
    '    .trackUserInteractions()',
    '    .trackLongTasks()',
    '    .build()',
    'Rum.enable(rum)',
  )
}

export function reactNative(input: SnippetInput): string {
  return lines(
    `import { CoreConfiguration, DdSdkReactNative, TrackingConsent } from '@datadog/mobile-react-native'`,
    '',
    'const configuration = new CoreConfiguration(',
    `  ${js(input.clientToken)},`,
    `  ${js(env(input))},`,
    '  TrackingConsent.GRANTED,',
    '  {',
    input.service !== '' && `    service: ${js(input.service)},`,
    input.version !== '' && `    version: ${js(input.version)},`,
    '    rumConfiguration: {',
    `      applicationId: ${js(input.applicationId)},`,
    `      customEndpoint: ${js(endpoint(input))},`,
    `      sessionSampleRate: ${input.sessionSampleRate},`,
    '      trackInteractions: true,',
    '      trackResources: true,',
    '      trackErrors: true,',
    '    },',
    '  },',
    ')',
    '',
    'await DdSdkReactNative.initialize(configuration)',
  )
}

export function flutter(input: SnippetInput): string {
  return lines(
    `import 'package:datadog_flutter_plugin/datadog_flutter_plugin.dart';`,
    '',
    'final configuration = DatadogConfiguration(',
    `  clientToken: ${dart(input.clientToken)},`,
    `  env: ${dart(env(input))},`,
    '  site: DatadogSite.us1,',
    input.service !== '' && `  service: ${dart(input.service)},`,
    input.version !== '' && `  version: ${dart(input.version)},`,
    '  nativeCrashReportEnabled: true,',
    '  rumConfiguration: DatadogRumConfiguration(',
    `    applicationId: ${dart(input.applicationId)},`,
    `    customEndpoint: ${dart(endpoint(input))},`,
    `    sessionSamplingRate: ${input.sessionSampleRate},`,
    '  ),',
    ');',
    '',
    'await DatadogSdk.runApp(configuration, TrackingConsent.granted, () async {',
    '  runApp(const MyApp());',
    '});',
  )
}
