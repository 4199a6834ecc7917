/** What stands in the snippet besides id and token. Every change shows in the code at once. */
import { NumberInput, Select, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'

import type { Form } from './snippet'
import { PRIVACY_LEVELS, type PrivacyLevel, type SnippetOptions } from './snippet-options'
import classes from './Snippets.module.css'

type Props = {
  options: SnippetOptions
  onChange: (options: SnippetOptions) => void
  form: Form
  tokens: string[]
  token: string
  onToken: (token: string) => void
}

export function SnippetOptionsForm({ options, onChange, form, tokens, token, onToken }: Props) {
  const { t } = useTranslation('applications')
  const set = (change: Partial<SnippetOptions>) => onChange({ ...options, ...change })
  const rate = (name: 'sessionSampleRate' | 'sessionReplaySampleRate', label: string) => (
    <NumberInput
      label={label}
      value={options[name]}
      min={0}
      max={100}
      clampBehavior="strict"
      allowDecimal={false}
      onChange={(value) => set({ [name]: typeof value === 'number' ? value : 0 })}
    />
  )
  return (
    <fieldset className={classes.options}>
      <legend className="visually-hidden">{t('snippet.options')}</legend>
      <TextInput label={t('snippet.service')} value={options.service} onChange={(event) => set({ service: event.currentTarget.value })} />
      <TextInput label={t('snippet.env')} value={options.env} onChange={(event) => set({ env: event.currentTarget.value })} />
      {form.version !== false && (
        <TextInput label={t('snippet.version')} value={options.version} onChange={(event) => set({ version: event.currentTarget.value })} />
      )}
      {form.rate !== false && rate('sessionSampleRate', t('snippet.sessionRate'))}
      {form.replay && rate('sessionReplaySampleRate', t('snippet.replayRate'))}
      {form.replay && (
        <Select
          label={t('snippet.privacy')}
          data={PRIVACY_LEVELS.map((value) => ({ value, label: t(`snippet.level.${value}`) }))}
          value={options.privacy}
          allowDeselect={false}
          onChange={(value) => value && set({ privacy: value as PrivacyLevel })}
        />
      )}
      {tokens.length > 1 && (
        <Select label={t('snippet.token')} data={tokens} value={token} allowDeselect={false} onChange={(value) => value && onToken(value)} />
      )}
    </fieldset>
  )
}
