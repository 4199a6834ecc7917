/** The end of an application, with its name typed. */
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'

import { api } from '~/api/client'
import { applications } from '~/api/queries'
import { forgetApplication } from '~/shell/last-application'
import { Confirm } from '~/ui/Confirm'
import classes from './settings.module.css'
import { useMay, type Application } from './use-application'

export function DeleteApplication({ application }: { application: Application }) {
  const { t } = useTranslation('applications')
  const may = useMay()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const { application_id: id, name } = application
  const remove = async () => {
    await api.DELETE('/api/v1/applications/{id}', { params: { path: { id } } })
    forgetApplication(id)
    // Out of the list first: nothing may be asked about it any more.
    queries.setQueryData(applications().queryKey, (all: Application[] | undefined) => all?.filter(({ application_id }) => application_id !== id))
    await navigate({ to: '/applications' })
  }
  return (
    <div className={classes.save}>
      <Confirm
        verb={t('remove.button')}
        title={t('remove.title', { name })}
        typed={{ label: t('remove.typed', { name }), value: name }}
        disabled={!may.admin}
        onConfirm={remove}
      >
        <p>{t('remove.about')}</p>
      </Confirm>
      {may.known && !may.admin && <span className="muted">{t('adminOnly')}</span>}
    </div>
  )
}
