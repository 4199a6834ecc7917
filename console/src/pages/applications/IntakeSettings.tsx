/** Which hosts are one's own, and how much is taken a second. */
import { NumberInput, Textarea } from '@mantine/core'
import { useTranslation } from 'react-i18next'

import { ApiError } from '~/api/client'
import { useSentence } from '~/ui/Loaded'
import { SaveBar } from './SaveBar'
import classes from './settings.module.css'
import { useChange, useMay, type Application } from './use-application'
import { useDraft } from './use-draft'

export function IntakeSettings({ application }: { application: Application }) {
  const { t } = useTranslation('applications')
  const may = useMay()
  const save = useChange(application.application_id)
  const { first_party_hosts, events_per_s } = application.settings
  const { draft, set, changed, discard } = useDraft({ hosts: first_party_hosts.join('\n'), events_per_s: events_per_s ?? null })
  const sentence = useSentence(save.error)
  const about = save.error instanceof ApiError ? save.error.pointer : undefined
  const wrong = /^\/settings\/first_party_hosts\/(\d+)$/.exec(about ?? '')
  const hostSentence = wrong ? t('intake.badHost', { host: save.variables?.settings?.first_party_hosts?.[Number(wrong[1])] }) : sentence
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        const hosts = draft.hosts.split(/[\s,]+/).filter((host) => host !== '')
        const settings = { first_party_hosts: hosts, events_per_s: draft.events_per_s }
        save.mutate({ settings }, { onSuccess: discard })
      }}
    >
      <Textarea
        className={classes.field}
        size="xs"
        label={t('intake.hosts')}
        description={t('intake.hostsHint')}
        autosize
        minRows={3}
        maxRows={10}
        spellCheck={false}
        disabled={!may.write}
        value={draft.hosts}
        error={about?.startsWith('/settings/first_party_hosts') ? hostSentence : undefined}
        onChange={(event) => set({ hosts: event.currentTarget.value })}
        classNames={{ input: 'mono' }}
      />
      <NumberInput
        className={classes.field}
        label={t('intake.rate')}
        description={t('intake.rateHint')}
        placeholder={t('intake.noLimit')}
        min={1}
        allowDecimal={false}
        allowNegative={false}
        disabled={!may.write}
        value={draft.events_per_s ?? ''}
        error={about === '/settings/events_per_s' ? sentence : undefined}
        onChange={(value) => set({ events_per_s: typeof value === 'number' ? value : null })}
      />
      <SaveBar saving={save} changed={changed} mayWrite={may.write} onDiscard={discard} told={about !== undefined} />
    </form>
  )
}
