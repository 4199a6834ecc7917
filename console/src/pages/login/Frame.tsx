/** The box in the middle that a person meets before the console, with a choice of language. */
import { UnstyledButton } from '@mantine/core'
import { useEffect, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

import { chooseLanguage } from '~/i18n'
import { ConnectionBanner } from '~/shell/ConnectionBanner'
import classes from './login.module.css'

const LANGUAGES = [
  ['en', 'English', 'en'],
  ['zh', '中文', 'zh-CN'],
] as const

export function Frame({ title, children }: { title: string; children: ReactNode }) {
  const { t, i18n } = useTranslation('shell')
  useEffect(() => void (document.title = `${title} · Solera`), [title])
  return (
    <div className={classes.page}>
      <ConnectionBanner />
      <main className={classes.box}>
        <div className={classes.card}>
          <img src="/icon.svg" alt="" width={32} height={32} />
          <h1>{title}</h1>
          {children}
        </div>
        <div className={classes.languages} role="group" aria-label={t('account.language')}>
          {LANGUAGES.map(([language, name, lang]) => (
            <UnstyledButton key={language} lang={lang} aria-pressed={i18n.language === language} onClick={() => void chooseLanguage(language)}>
              {name}
            </UnstyledButton>
          ))}
        </div>
      </main>
    </div>
  )
}
