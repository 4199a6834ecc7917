/** What a person or a token may do, by name and in words. */
import type { SelectProps } from '@mantine/core'
import { useTranslation } from 'react-i18next'

export const SCOPES = ['read', 'write', 'admin'] as const
export type ScopeName = (typeof SCOPES)[number]

export function scopeName(scope: string): ScopeName | undefined {
  return SCOPES.find((known) => known === scope)
}

/** The scopes as options of a `Select`, each with what it allows. */
export function useScopes() {
  const { t } = useTranslation('applications')
  const options = SCOPES.map((value) => ({ value, label: t(`people.scopes.${value}`) }))
  const render: SelectProps['renderOption'] = ({ option }) => (
    <div>
      <div>{option.label}</div>
      <div className="muted">{t(`people.scopesHint.${scopeName(String(option.value)) ?? 'read'}`)}</div>
    </div>
  )
  return { options, render }
}
