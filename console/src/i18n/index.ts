/**
 * The words of the console, in English and Chinese. English comes with the first script; Chinese
 * is loaded when it is the reader's. A key missing in Chinese is a type error in `zh/`.
 */
import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'

import type { Locale } from '~/lib/format'
import { en } from './en'

const KEPT_AS = 'solera-language'

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common'
    resources: typeof en
  }
}

/** What the reader chose, else what the browser prefers, else English. */
function preferred(): Locale {
  const chosen = read()
  if (chosen === 'en' || chosen === 'zh') return chosen
  return navigator.languages.some((tag) => tag.toLowerCase().startsWith('zh')) && !navigator.language.startsWith('en')
    ? 'zh'
    : 'en'
}

function read(): string | null {
  try {
    return localStorage.getItem(KEPT_AS)
  } catch {
    return null // storage is denied
  }
}

export async function setLanguage(locale: Locale): Promise<void> {
  if (locale === 'zh' && !i18next.hasResourceBundle('zh', 'common')) {
    const { zh } = await import('./zh')
    for (const [namespace, words] of Object.entries(zh)) i18next.addResourceBundle('zh', namespace, words)
  }
  await i18next.changeLanguage(locale)
  document.documentElement.lang = locale === 'zh' ? 'zh-CN' : 'en'
}

/** As above, and remembered. */
export async function chooseLanguage(locale: Locale): Promise<void> {
  try {
    localStorage.setItem(KEPT_AS, locale)
  } catch {
    // for this page only, then
  }
  await setLanguage(locale)
}

export async function startI18n(): Promise<void> {
  await i18next.use(initReactI18next).init({
    lng: 'en',
    fallbackLng: 'en',
    defaultNS: 'common',
    resources: { en },
    interpolation: { escapeValue: false }, // React escapes
    react: { useSuspense: false },
  })
  await setLanguage(preferred())
}
