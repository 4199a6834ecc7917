/** Signing in; then back to where one wanted to go. */
import { Button, PasswordInput, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRouter, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { api } from '~/api/client'
import { useSentence } from '~/ui/Loaded'
import classes from './login.module.css'

export function Login() {
  const { t } = useTranslation('shell')
  const { back } = useSearch({ from: '/login' })
  const router = useRouter()
  const queries = useQueryClient()
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const login = useMutation({
    mutationFn: () => api.POST('/api/v1/login', { body: { email, password } }),
    onSuccess: () => {
      queries.clear()
      // Only to a path of our own: a link that someone made must not lead elsewhere.
      router.history.push(back?.startsWith('/') && !back.startsWith('//') ? back : '/')
    },
  })
  const sentence = useSentence(login.error)
  return (
    <main className={classes.box}>
      <form
        className={classes.form}
        aria-label={t('login.title')}
        onSubmit={(event) => {
          event.preventDefault()
          login.mutate()
        }}
      >
        <img src="/icon.svg" alt="" width={32} height={32} />
        <h1>{t('login.title')}</h1>
        {back && <p className="muted">{t('login.ended')}</p>}
        <TextInput label={t('login.email')} type="email" autoComplete="username" required autoFocus value={email} onChange={(event) => setEmail(event.currentTarget.value)} />
        <PasswordInput label={t('login.password')} autoComplete="current-password" required value={password} onChange={(event) => setPassword(event.currentTarget.value)} />
        {login.isError && (
          <p role="alert" className="poor">
            {sentence}
          </p>
        )}
        <Button type="submit" loading={login.isPending}>
          {t('login.submit')}
        </Button>
      </form>
    </main>
  )
}
