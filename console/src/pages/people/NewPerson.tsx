/** Lets somebody in, with a first password that is told them in person. */
import { Button, PasswordInput, Select, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { api } from '~/api/client'
import { people } from '~/api/queries'
import { useSentence } from '~/ui/Loaded'
import classes from './people.module.css'
import { useScopes } from './scope'

const PASSWORD_CHARS_MIN = 10
const EMPTY = { email: '', password: '', scope: 'read' }

export function NewPerson() {
  const { t } = useTranslation('applications')
  const queries = useQueryClient()
  const scopes = useScopes()
  const [person, setPerson] = useState(EMPTY)
  const add = useMutation({
    mutationFn: () => api.POST('/api/v1/people', { body: person }),
    onSuccess: () => {
      setPerson(EMPTY)
      return queries.invalidateQueries({ queryKey: people().queryKey })
    },
  })
  const sentence = useSentence(add.error)
  return (
    <form
      className={classes.add}
      data-wide
      aria-label={t('people.invite')}
      onSubmit={(event) => {
        event.preventDefault()
        add.mutate()
      }}
    >
      <h3>{t('people.invite')}</h3>
      <TextInput label={t('people.email')} type="email" required autoComplete="off" value={person.email} onChange={(event) => setPerson({ ...person, email: event.currentTarget.value })} />
      <PasswordInput label={t('people.password')} required minLength={PASSWORD_CHARS_MIN} autoComplete="new-password" value={person.password} onChange={(event) => setPerson({ ...person, password: event.currentTarget.value })} />
      <Select label={t('people.scope')} data={scopes.options} renderOption={scopes.render} value={person.scope} allowDeselect={false} onChange={(scope) => scope && setPerson({ ...person, scope })} />
      <Button type="submit" loading={add.isPending}>
        {t('people.add')}
      </Button>
      <p className="muted">{t('people.passwordHint')}</p>
      {add.isError && (
        <p role="alert" className="poor">
          {sentence}
        </p>
      )}
    </form>
  )
}
