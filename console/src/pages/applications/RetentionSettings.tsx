/**
 * How long each kind of event is kept. Shorter deletes at once, so that is asked once more, with
 * the kinds that lose events.
 */
import { NumberInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'

import { useKindWord } from '~/pages/intake/use-kind-word'
import { Confirm } from '~/ui/Confirm'
import { retentionKinds, shorter, type Days } from './retention'
import { SaveBar } from './SaveBar'
import classes from './settings.module.css'
import { useChange, useMay, type Application } from './use-application'
import { useDraft } from './use-draft'

const DAYS_MAX = 36_500

export function RetentionSettings({ application }: { application: Application }) {
  const { t } = useTranslation('applications')
  const word = useKindWord()
  const may = useMay()
  const save = useChange(application.application_id)
  const { retention_days: days, retention_days_usual: usual } = application.settings
  const { draft, set, changed, discard } = useDraft<Days>(days)
  const lost = shorter(days, draft, usual)
  const settings = { retention_days: draft }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (lost.length === 0) save.mutate({ settings }, { onSuccess: discard })
      }}
    >
      <div className={classes.days}>
        {retentionKinds(days).map((kind) => (
          <NumberInput
            key={kind}
            label={t('retention.days', { kind: word(kind) })}
            placeholder={t('retention.usual', { days: usual[kind] })}
            min={1}
            max={DAYS_MAX}
            allowDecimal={false}
            allowNegative={false}
            disabled={!may.write}
            value={draft[kind] ?? ''}
            onChange={(value) => set({ [kind]: typeof value === 'number' ? value : null })}
          />
        ))}
      </div>
      <SaveBar saving={save} changed={changed} mayWrite={may.write} onDiscard={discard}>
        {lost.length > 0 && (
          <Confirm
            verb={t('save.save')}
            title={t('retention.shorter')}
            disabled={!may.write}
            onConfirm={() => save.mutateAsync({ settings }, { onSuccess: discard })}
          >
            <p>{t('retention.shorterHint')}</p>
            <ul>
              {lost.map(({ kind, before, after }) => (
                <li key={kind}>{t('retention.shorterOne', { kind: word(kind), before, after })}</li>
              ))}
            </ul>
          </Confirm>
        )}
      </SaveBar>
    </form>
  )
}
