/** A kind of event in the reader's language; one that is not known here as the server calls it. */
import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'

import { en } from '~/i18n/en'

type Known = keyof typeof en.intake.kind

export function useKindWord(): (kind: string) => string {
  const { t } = useTranslation('intake')
  return useCallback((kind: string) => (isKnown(kind) ? t(`kind.${kind}`) : kind === '' ? t('unknownKind') : kind), [t])
}

function isKnown(kind: string): kind is Known {
  return Object.hasOwn(en.intake.kind, kind)
}
