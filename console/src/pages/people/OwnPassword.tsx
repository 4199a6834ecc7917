/** A new password of one's own; one's other sessions end with it. */
import { Button, PasswordInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { api, ApiError } from '~/api/client'
import { useSentence } from '~/ui/Loaded'
import classes from './people.module.css'

const PASSWORD_CHARS_MIN = 10
const EMPTY = { old_password: '', password: '' }

export function OwnPassword() {
  const { t } = useTranslation('applications')
  const [passwords, setPasswords] = useState(EMPTY)
  const change = useMutation({
    mutationFn: () => api.POST('/api/v1/me/password', { body: passwords }),
    onSuccess: () => setPasswords(EMPTY),
  })
  const generic = useSentence(change.error)
  // A 403 means here that the old one is wrong, and says so.
  const sentence = change.error instanceof ApiError && change.error.pointer ? change.error.message : generic
  return (
    <form
      className={classes.add}
      aria-label={t('people.own.title')}
      onSubmit={(event) => {
        event.preventDefault()
        change.mutate()
      }}
    >
      <PasswordInput label={t('people.own.old')} required autoComplete="current-password" value={passwords.old_password} onChange={(event) => setPasswords({ ...passwords, old_password: event.currentTarget.value })} />
      <PasswordInput label={t('people.own.new')} required minLength={PASSWORD_CHARS_MIN} autoComplete="new-password" value={passwords.password} onChange={(event) => setPasswords({ ...passwords, password: event.currentTarget.value })} />
      <Button type="submit" loading={change.isPending}>
        {t('people.own.change')}
      </Button>
      {change.isSuccess && (
        <p role="status" className="good">
          {t('people.own.changed')}
        </p>
      )}
      {change.isError && (
        <p role="alert" className="poor">
          {sentence}
        </p>
      )}
    </form>
  )
}
