/** Signing in; then back to where one was or wanted to go, with everything that its URL says. */
import { Button, PasswordInput, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRouter, useSearch } from '@tanstack/react-router'
import { useEffect, useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'

import { api, ApiError } from '~/api/client'
import { useFormat } from '~/lib/use-format'
import { useSentence } from '~/ui/Loaded'
import { Frame } from './Frame'
import classes from './login.module.css'

export function Login() {
  const { t } = useTranslation('shell')
  const { back, ended } = useSearch({ from: '/login' })
  const router = useRouter()
  const queries = useQueryClient()
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const login = useMutation({
    mutationFn: () => api.POST('/api/v1/login', { body: { email, password } }),
    onSuccess: () => {
      queries.clear()
      // Only to a path of our own: a link that someone made must not lead elsewhere.
      const isOurs = back?.startsWith('/') && !/^\/[/\\]/.test(back)
      router.history.replace(isOurs ? back! : '/')
    },
  })
  const waitS = useCountdown(login.error)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    login.mutate()
  }
  return (
    <Frame title={t('login.title')}>
      {ended && <p className={classes.note} role="status">{t('login.ended')}</p>}
      <form className={classes.form} aria-label={t('login.title')} onSubmit={submit}>
        <TextInput label={t('login.email')} type="email" autoComplete="username" required withAsterisk={false} autoFocus value={email} onChange={(event) => setEmail(event.currentTarget.value)} />
        <PasswordInput label={t('login.password')} autoComplete="current-password" required withAsterisk={false} value={password} onChange={(event) => setPassword(event.currentTarget.value)} visibilityToggleButtonProps={{ 'aria-label': t('login.show') }} />
        {login.isError && <Refused error={login.error} waitS={waitS} />}
        <Button type="submit" loading={login.isPending} disabled={waitS > 0}>
          {t('login.submit')}
        </Button>
      </form>
    </Frame>
  )
}

function Refused({ error, waitS }: { error: Error; waitS: number }) {
  const { t } = useTranslation('shell')
  const format = useFormat()
  const sentence = useSentence(error)
  const status = error instanceof ApiError ? error.status : undefined
  if (status === 429 && waitS === 0) return null // the wait is over
  const said = { 401: t('login.wrong'), 429: t('login.tooMany', { wait: format.chosen(waitS * 1e9, 'ns') }) }[status ?? -1] ?? sentence
  return (
    // Read out once, not every second.
    <p role="alert" className="poor" aria-live={status === 429 ? 'off' : undefined}>
      {said}
    </p>
  )
}

/** Seconds until another try is worth it, counted down. */
function useCountdown(error: Error | null): number {
  const [left, setLeft] = useState(0)
  useEffect(() => {
    const waitS = error instanceof ApiError && error.status === 429 ? (error.retryAfterS ?? 60) : 0
    const until = Date.now() + waitS * 1000
    setLeft(waitS)
    if (waitS === 0) return
    const timer = setInterval(() => setLeft(Math.max(0, Math.ceil((until - Date.now()) / 1000))), 1000)
    return () => clearInterval(timer)
  }, [error])
  return left
}
