/** What an application is called, and what is fixed about it. */
import { TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'

import { useFormat } from '~/lib/use-format'
import { Copy } from '~/ui/Copy'
import { typeName } from './application-type'
import { SaveBar } from './SaveBar'
import classes from './settings.module.css'
import { useChange, useMay, type Application } from './use-application'
import { useDraft } from './use-draft'

const NAME_CHARS_MAX = 40

export function GeneralSettings({ application }: { application: Application }) {
  const { t } = useTranslation('applications')
  const format = useFormat()
  const may = useMay()
  const save = useChange(application.application_id)
  const { draft, set, changed, discard } = useDraft({ name: application.name })
  const type = typeName(application.type)
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate({ name: draft.name }, { onSuccess: discard })
      }}
    >
      <TextInput
        className={classes.field}
        label={t('general.name')}
        required
        maxLength={NAME_CHARS_MAX}
        disabled={!may.write}
        value={draft.name}
        onChange={(event) => set({ name: event.currentTarget.value })}
      />
      <dl className={classes.facts}>
        <dt>{t('general.id')}</dt>
        <dd className={classes.value}>
          <code className="mono">{application.application_id}</code>
          <Copy text={application.application_id} />
        </dd>
        <dt>{t('general.type')}</dt>
        <dd>{type ? t(`type.${type}`) : application.type}</dd>
        <dt>{t('general.made')}</dt>
        <dd>{format.moment(application.created_ms)}</dd>
      </dl>
      <SaveBar saving={save} changed={changed && draft.name.trim() !== ''} mayWrite={may.write} onDiscard={discard} />
    </form>
  )
}
