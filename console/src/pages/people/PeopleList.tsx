/** Who may log in: list, one more, what each may do, and the way out. */
import { Select } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'

import { api, type Schemas } from '~/api/client'
import { me, people } from '~/api/queries'
import { useFormat } from '~/lib/use-format'
import settings from '~/pages/applications/settings.module.css'
import { Confirm } from '~/ui/Confirm'
import { Loaded, useSentence } from '~/ui/Loaded'
import { NewPerson } from './NewPerson'
import classes from './people.module.css'
import { scopeName, useScopes } from './scope'

type Person = Schemas['PersonInfo']

export function PeopleList() {
  const query = useQuery(people())
  return (
    <>
      <Loaded query={query} skeleton={96}>
        {(all) => <Table all={all} />}
      </Loaded>
      <NewPerson />
    </>
  )
}

function Table({ all }: { all: Person[] }) {
  const { t } = useTranslation('applications')
  const { data } = useQuery(me())
  return (
    <table className={settings.table}>
      <thead>
        <tr>
          <th scope="col">{t('people.email')}</th>
          <th scope="col">{t('people.scope')}</th>
          <th scope="col">{t('people.made')}</th>
          <th scope="col">{t('people.used')}</th>
          <td />
        </tr>
      </thead>
      <tbody>
        {all.map((person) => (
          <PersonRow key={person.id} person={person} isMe={person.email === data?.email} />
        ))}
      </tbody>
    </table>
  )
}

function PersonRow({ person, isMe }: { person: Person; isMe: boolean }) {
  const { t } = useTranslation('applications')
  const format = useFormat()
  const queries = useQueryClient()
  const { id, email: who } = person
  const reload = () => queries.invalidateQueries({ queryKey: people().queryKey })
  const remove = async () => {
    await api.DELETE('/api/v1/people/{id}', { params: { path: { id } } })
    await reload()
  }
  return (
    <tr>
      <th scope="row" className={classes.who}>
        {who} {isMe && <span className="muted">({t('people.you')})</span>}
      </th>
      <td>
        <ScopeSelect person={person} onChanged={reload} />
      </td>
      <td className={classes.when}>{format.moment(person.created_ms)}</td>
      <td className={classes.when}>{person.used_ms ? format.ago(person.used_ms) : <span className="muted">{t('people.never')}</span>}</td>
      <td className={settings.action}>
        {!isMe && (
          <Confirm
            verb={t('people.remove')}
            label={t('people.removeOne', { who })}
            title={t('people.removeTitle', { who })}
            button={{ size: 'compact-xs' }}
            onConfirm={remove}
          >
            <p>{t('people.removeHint')}</p>
          </Confirm>
        )}
      </td>
    </tr>
  )
}

/** Shows what the server says; while it is being changed, that it is. */
function ScopeSelect({ person, onChanged }: { person: Person; onChanged: () => Promise<unknown> }) {
  const { t } = useTranslation('applications')
  const scopes = useScopes()
  const queries = useQueryClient()
  const change = useMutation({
    mutationFn: (scope: string) => api.PATCH('/api/v1/people/{id}', { params: { path: { id: person.id } }, body: { scope } }),
    onSuccess: async () => {
      await onChanged()
      // It may have been oneself.
      await queries.invalidateQueries({ queryKey: me().queryKey })
    },
  })
  const sentence = useSentence(change.error)
  return (
    <Select
      className={classes.scope}
      aria-label={t('people.changeScope', { who: person.email })}
      data={scopes.options}
      renderOption={scopes.render}
      comboboxProps={{ width: 260, position: 'bottom-start' }}
      value={scopeName(person.scope) ?? null}
      placeholder={person.scope}
      allowDeselect={false}
      disabled={change.isPending}
      error={change.isError ? sentence : undefined}
      onChange={(value) => value && value !== person.scope && change.mutate(value)}
    />
  )
}
