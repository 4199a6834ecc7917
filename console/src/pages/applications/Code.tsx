/** A piece of code, coloured simply, copied with a click. What it shows is text, never markup. */
import { Button, CopyButton } from '@mantine/core'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'

import classes from './Code.module.css'
import { highlight } from './highlight'
import type { Language } from './snippet'

type Props = {
  code: string
  language: Language
  /** What it is, for those who cannot see it, and what its copy button is called. */
  label: string
}

export function Code({ code, language, label }: Props) {
  const { t } = useTranslation()
  const pieces = useMemo(() => highlight(code.trimEnd(), language), [code, language])
  return (
    <div className={classes.box}>
      {/* Focusable, for it scrolls. */}
      <pre className={classes.code} tabIndex={0} role="region" aria-label={label}>
        <code>
          {pieces.map(({ kind, text }, index) => (
            <span key={index} className={classes[kind]}>
              {text}
            </span>
          ))}
        </code>
      </pre>
      <CopyButton value={code.trimEnd()} timeout={1500}>
        {({ copied, copy }) => (
          <Button
            className={classes.copy}
            size="compact-xs"
            variant="default"
            onClick={copy}
            aria-label={`${t('copy')}: ${label}`}
            leftSection={copied ? <IconCheck size={13} aria-hidden /> : <IconCopy size={13} aria-hidden />}
          >
            <span aria-live="polite">{copied ? t('copied') : t('copy')}</span>
          </Button>
        )}
      </CopyButton>
    </div>
  )
}
