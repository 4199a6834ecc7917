/** The client tokens of an application: copy, one more, revoke. */
import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'

import { api } from '~/api/client'
import { useFormat } from '~/lib/use-format'
import { Confirm } from '~/ui/Confirm'
import { Copy } from '~/ui/Copy'
import { useSentence } from '~/ui/Loaded'
import classes from './settings.module.css'
import { useMay, useReloadApplications, type Application } from './use-application'

export function ClientTokens({ application }: { application: Application }) {
  const { t } = useTranslation('applications')
  const format = useFormat()
  const may = useMay()
  const reload = useReloadApplications()
  const { application_id: id, client_tokens: tokens } = application
  const add = useMutation({
    mutationFn: () => api.POST('/api/v1/applications/{id}/tokens', { params: { path: { id } } }),
    onSuccess: reload,
  })
  const sentence = useSentence(add.error)
  const revoke = async (token: string) => {
    await api.DELETE('/api/v1/applications/{id}/tokens/{token}', { params: { path: { id, token } } })
    await reload()
  }
  return (
    <>
      {tokens.length === 0 ? (
        <p role="status">{t('tokens.none')}</p>
      ) : (
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">{t('tokens.token')}</th>
              <th scope="col">{t('tokens.made')}</th>
              <td />
            </tr>
          </thead>
          <tbody>
            {tokens.map(({ client_token: token, created_ms }) => (
              <tr key={token}>
                <td>
                  <span className={classes.value}>
                    <code className="mono">{token}</code>
                    <Copy text={token} />
                  </span>
                </td>
                <td className="num">{format.moment(created_ms)}</td>
                <td className={classes.action}>
                  <Confirm
                    verb={t('tokens.revoke')}
                    label={t('tokens.revokeOne', { token })}
                    title={t('tokens.revokeTitle')}
                    disabled={!may.write}
                    button={{ size: 'compact-xs' }}
                    onConfirm={() => revoke(token)}
                  >
                    <p className="mono">{token}</p>
                    <p>{t('tokens.revokeHint')}</p>
                    {tokens.length === 1 && <p className="poor">{t('tokens.revokeLast')}</p>}
                  </Confirm>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <div className={classes.save}>
        <Button variant="default" onClick={() => add.mutate()} loading={add.isPending} disabled={!may.write}>
          {tokens.length === 1 ? t('tokens.add') : t('tokens.addMore')}
        </Button>
        {add.isError && (
          <span role="alert" className="poor">
            {sentence}
          </span>
        )}
      </div>
    </>
  )
}
