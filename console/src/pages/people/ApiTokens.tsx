/** The server's API tokens: list, one more that is shown once, revoke. */
import { Button, Select, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { api, body, type Schemas } from '~/api/client'
import { apiTokens } from '~/api/queries'
import { useFormat } from '~/lib/use-format'
import settings from '~/pages/applications/settings.module.css'
import { Confirm } from '~/ui/Confirm'
import { Copy } from '~/ui/Copy'
import { Loaded, useSentence } from '~/ui/Loaded'
import classes from './people.module.css'
import { scopeName, useScopes, type ScopeName } from './scope'

type Token = Schemas['TokenInfo']

export function ApiTokens() {
  const { t } = useTranslation('applications')
  const query = useQuery(apiTokens())
  return (
    <>
      <Loaded query={query} skeleton={64}>
        {(all) => (all.length === 0 ? <p className="muted">{t('apiTokens.none')}</p> : <TokenTable all={all} />)}
      </Loaded>
      <NewToken />
    </>
  )
}

function TokenTable({ all }: { all: Token[] }) {
  const { t } = useTranslation('applications')
  const format = useFormat()
  const queries = useQueryClient()
  const revoke = async (id: string) => {
    await api.DELETE('/api/v1/tokens/{id}', { params: { path: { id } } })
    await queries.invalidateQueries({ queryKey: apiTokens().queryKey })
  }
  return (
    <table className={settings.table}>
      <thead>
        <tr>
          <th scope="col">{t('apiTokens.name')}</th>
          <th scope="col">{t('apiTokens.scope')}</th>
          <th scope="col">{t('apiTokens.made')}</th>
          <th scope="col">{t('apiTokens.used')}</th>
          <td />
        </tr>
      </thead>
      <tbody>
        {all.map(({ id, name, scope, created_ms, used_ms }) => {
          const known = scopeName(scope)
          return (
            <tr key={id}>
              <th scope="row" className={classes.who}>
                {name}
              </th>
              <td>{known ? t(`people.scopes.${known}`) : scope}</td>
              <td className={classes.when}>{format.moment(created_ms)}</td>
              <td className={classes.when}>{used_ms ? format.ago(used_ms) : <span className="muted">{t('apiTokens.never')}</span>}</td>
              <td className={settings.action}>
                <Confirm
                  verb={t('apiTokens.revoke')}
                  label={t('apiTokens.revokeOne', { name })}
                  title={t('apiTokens.revokeTitle', { name })}
                  button={{ size: 'compact-xs' }}
                  onConfirm={() => revoke(id)}
                >
                  <p>{t('apiTokens.revokeHint')}</p>
                </Confirm>
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

function NewToken() {
  const { t } = useTranslation('applications')
  const queries = useQueryClient()
  const scopes = useScopes()
  const [name, setName] = useState('')
  const [scope, setScope] = useState<ScopeName>('read')
  const create = useMutation({
    mutationFn: async () => body(await api.POST('/api/v1/tokens', { body: { name, scope } })),
    onSuccess: () => {
      setName('')
      return queries.invalidateQueries({ queryKey: apiTokens().queryKey })
    },
  })
  const sentence = useSentence(create.error)
  if (create.data?.token) return <ShownOnce token={create.data.token} onKept={create.reset} />
  return (
    <form
      className={classes.add}
      aria-label={t('apiTokens.create')}
      onSubmit={(event) => {
        event.preventDefault()
        create.mutate()
      }}
    >
      <TextInput label={t('apiTokens.name')} placeholder={t('apiTokens.namePlaceholder')} required maxLength={40} autoComplete="off" value={name} onChange={(event) => setName(event.currentTarget.value)} />
      <Select label={t('apiTokens.scope')} data={scopes.options} renderOption={scopes.render} value={scope} allowDeselect={false} onChange={(value) => value && setScope(value as ScopeName)} />
      <Button type="submit" loading={create.isPending} disabled={name.trim() === ''}>
        {t('apiTokens.create')}
      </Button>
      {create.isError && (
        <p role="alert" className="poor">
          {sentence}
        </p>
      )}
    </form>
  )
}

function ShownOnce({ token, onKept }: { token: string; onKept: () => void }) {
  const { t } = useTranslation('applications')
  return (
    <div className={classes.once} role="status">
      <strong>{t('apiTokens.shown')}</strong>
      <div className={settings.value}>
        <code className="mono" aria-label={t('apiTokens.theToken')}>
          {token}
        </code>
        <Copy text={token} />
      </div>
      <Button variant="default" onClick={onKept}>
        {t('apiTokens.kept')}
      </Button>
    </div>
  )
}
