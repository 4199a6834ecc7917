/**
 * The ways in: every SDK form that is shown, what it is for, and the code that it needs. Pure;
 * which words stand beside it is the page's.
 */
import { curl } from './snippet-curl'
import { android, flutter, ios, reactNative } from './snippet-mobile'
import { electron, harmony, miniProgram, unity } from './snippet-more'
import type { SnippetInput } from './snippet-options'
import * as solera from './snippet-solera'
import { cdnAsync, cdnSync, DATADOG, FLASHDUTY, npm } from './snippet-web'

export type Language = 'js' | 'html' | 'swift' | 'kotlin' | 'dart' | 'csharp' | 'shell'

export const FORM_NAMES = [
  'solera_pinned',
  'solera_newest',
  'solera_npm',
  'datadog_npm',
  'datadog_cdn_async',
  'datadog_cdn_sync',
  'flashduty_npm',
  'flashduty_cdn_async',
  'flashduty_cdn_sync',
  'ios',
  'android',
  'react_native',
  'flutter',
  'electron',
  'miniprogram',
  'harmony',
  'unity',
  'kotlin_multiplatform',
  'roku',
  'curl',
] as const
export type FormName = (typeof FORM_NAMES)[number]

type Common = {
  name: FormName
  language: Language
  /** The command or dependency that brings the SDK. */
  install?: { language: Language; write: (input: SnippetInput) => string }
  /** Whether rates of replay and privacy stand in it. */
  replay: boolean
  /** Whether the version stands in it; native apps know their own. */
  version?: false
  /** Whether a share of sessions can be chosen in it. */
  rate?: false
}
/** Of an SDK that cannot be made to send to another server there is nothing to write. */
type Plain = Common & { ofServer?: undefined; write?: (input: SnippetInput) => string }
/** Its code names what the server holds. */
export type OfServer = Common & { ofServer: true; write: (input: SnippetInput, sdk: solera.SdkFiles) => string }
export type Form = Plain | OfServer

const shell = (text: string) => ({ language: 'shell' as const, write: () => text })
const kotlin = (text: string) => ({ language: 'kotlin' as const, write: () => text })

export const FORMS: readonly Form[] = [
  { name: 'solera_pinned', language: 'html', replay: false, ofServer: true, write: solera.pinned },
  { name: 'solera_newest', language: 'html', replay: false, ofServer: true, write: solera.newest },
  { name: 'solera_npm', language: 'js', install: { language: 'shell', write: solera.install }, replay: false, write: solera.npm },
  { name: 'datadog_npm', language: 'js', install: shell(`npm install ${DATADOG.package}`), replay: true, write: (input) => npm(DATADOG, input) },
  { name: 'datadog_cdn_async', language: 'html', replay: true, write: (input) => cdnAsync(DATADOG, input) },
  { name: 'datadog_cdn_sync', language: 'html', replay: true, write: (input) => cdnSync(DATADOG, input) },
  { name: 'flashduty_npm', language: 'js', install: shell(`npm install ${FLASHDUTY.package}`), replay: true, write: (input) => npm(FLASHDUTY, input) },
  { name: 'flashduty_cdn_async', language: 'html', replay: true, write: (input) => cdnAsync(FLASHDUTY, input) },
  { name: 'flashduty_cdn_sync', language: 'html', replay: true, write: (input) => cdnSync(FLASHDUTY, input) },
  { name: 'ios', language: 'swift', install: { language: 'swift', write: () => '.package(url: "https://github.com/DataDog/dd-sdk-ios.git", from: "3.0.0")' }, replay: false, version: false, write: ios },
  { name: 'android', language: 'kotlin', install: kotlin('implementation("com.datadoghq:dd-sdk-android-rum:3.5.0")'), replay: false, version: false, write: android },
  { name: 'react_native', language: 'js', install: shell('npm install @datadog/mobile-react-native && (cd ios && pod install)'), replay: false, write: reactNative },
  { name: 'flutter', language: 'dart', install: shell('flutter pub add datadog_flutter_plugin'), replay: false, write: flutter },
  { name: 'electron', language: 'js', install: shell('npm install @flashcatcloud/electron-sdk'), replay: false, rate: false, write: electron },
  { name: 'miniprogram', language: 'js', install: shell('npm install @flashcatcloud/miniprogram-rum'), replay: false, write: miniProgram },
  { name: 'harmony', language: 'js', install: shell('ohpm install @flashcatcloud/core @flashcatcloud/rum'), replay: false, version: false, write: harmony },
  { name: 'unity', language: 'csharp', replay: false, version: false, write: unity },
  { name: 'kotlin_multiplatform', language: 'kotlin', replay: false },
  { name: 'roku', language: 'js', replay: false },
  { name: 'curl', language: 'shell', replay: false, rate: false, write: curl },
]

/** The form of that name, or the one that fits the type of the application. */
export function formOf(name: string | undefined, type: string): Form {
  return FORMS.find((form) => form.name === name) ?? FORMS.find((form) => form.name === fitting(type))!
}

function fitting(type: string): FormName {
  switch (type) {
    case 'browser':
      return 'solera_pinned'
    case 'ios':
    case 'android':
    case 'flutter':
    case 'electron':
    case 'miniprogram':
    case 'harmony':
    case 'unity':
    case 'roku':
      return type
    case 'react-native':
      return 'react_native'
    case 'kotlin-multiplatform':
      return 'kotlin_multiplatform'
    default:
      return 'curl'
  }
}
