/** Why something was dropped, in the reader's language; of a reason not known here, the server's hint. */
import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'

import { en } from '~/i18n/en'

type Known = keyof typeof en.intake.reason

export function useReasonWords() {
  const { t } = useTranslation('intake')
  return useCallback(
    (reason: string, hint: string | undefined): { title: string; hint: string } => {
      if (!isKnown(reason)) return { title: reason, hint: hint ?? '' }
      return { title: t(`reason.${reason}.title`), hint: t(`reason.${reason}.hint`) }
    },
    [t],
  )
}

function isKnown(reason: string): reason is Known {
  return Object.hasOwn(en.intake.reason, reason)
}
