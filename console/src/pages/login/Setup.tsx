/** The first person's account, by the link that the server printed when it was first started. */
import { Button, PasswordInput, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { api } from '~/api/client'
import { Empty, useSentence } from '~/ui/Loaded'
import classes from './login.module.css'

export function Setup() {
  const { t } = useTranslation('shell')
  const { token } = useSearch({ from: '/setup' })
  return (
    <main className={classes.box}>
      {token ? <SetupForm token={token} /> : <Empty title={t('setup.title')} hint={t('setup.noToken')} />}
    </main>
  )
}

function SetupForm({ token }: { token: string }) {
  const { t } = useTranslation('shell')
  const navigate = useNavigate()
  const queries = useQueryClient()
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const setup = useMutation({
    mutationFn: () => api.POST('/api/v1/setup', { body: { token, email, password } }),
    onSuccess: async () => {
      queries.clear()
      await navigate({ to: '/' })
    },
  })
  const sentence = useSentence(setup.error)
  return (
    <form
      className={classes.form}
      aria-label={t('setup.title')}
      onSubmit={(event) => {
        event.preventDefault()
        setup.mutate()
      }}
    >
      <img src="/icon.svg" alt="" width={32} height={32} />
      <h1>{t('setup.title')}</h1>
      <p className="muted">{t('setup.hint')}</p>
      <TextInput label={t('login.email')} type="email" autoComplete="username" required autoFocus value={email} onChange={(event) => setEmail(event.currentTarget.value)} />
      <PasswordInput label={t('setup.password')} autoComplete="new-password" required minLength={10} value={password} onChange={(event) => setPassword(event.currentTarget.value)} />
      {setup.isError && (
        <p role="alert" className="poor">
          {sentence}
        </p>
      )}
      <Button type="submit" loading={setup.isPending}>
        {t('setup.submit')}
      </Button>
    </form>
  )
}
