/** The first person's account, by the link that the server printed when it was first started. */
import { Button, PasswordInput, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useId, useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'

import { api, ApiError } from '~/api/client'
import { useSentence } from '~/ui/Loaded'
import { Frame } from './Frame'
import classes from './login.module.css'
import { PASSWORD_CHARS_MIN, strength } from './strength'

export function Setup() {
  const { t } = useTranslation('shell')
  const { token } = useSearch({ from: '/setup' })
  return (
    <Frame title={t('setup.title')}>
      {token ? <SetupForm token={token} /> : <NoToken />}
    </Frame>
  )
}

function NoToken() {
  const { t } = useTranslation('shell')
  return (
    <>
      <p className="muted">{t('setup.noToken')}</p>
      <p className="muted">{t('setup.lost')}</p>
      <Link to="/login">{t('setup.haveAccount')}</Link>
    </>
  )
}

function SetupForm({ token }: { token: string }) {
  const { t } = useTranslation('shell')
  const navigate = useNavigate()
  const queries = useQueryClient()
  const hint = useId()
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const setup = useMutation({
    mutationFn: () => api.POST('/api/v1/setup', { body: { token, email, password } }),
    onSuccess: async () => {
      queries.clear()
      await navigate({ to: '/' })
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setup.mutate()
  }
  return (
    <form className={classes.form} aria-label={t('setup.title')} onSubmit={submit}>
      <p className="muted">{t('setup.hint')}</p>
      <TextInput label={t('login.email')} type="email" autoComplete="username" required withAsterisk={false} autoFocus value={email} onChange={(event) => setEmail(event.currentTarget.value)} />
      <PasswordInput label={t('login.password')} autoComplete="new-password" required withAsterisk={false} minLength={PASSWORD_CHARS_MIN} value={password} onChange={(event) => setPassword(event.currentTarget.value)} aria-describedby={hint} visibilityToggleButtonProps={{ 'aria-label': t('login.show') }} />
      <StrengthHint id={hint} password={password} email={email} />
      {setup.isError && <Refused error={setup.error} />}
      <Button type="submit" loading={setup.isPending}>
        {t('setup.submit')}
      </Button>
    </form>
  )
}

function StrengthHint({ id, password, email }: { id: string; password: string; email: string }) {
  const { t } = useTranslation('shell')
  const found = password === '' ? undefined : strength(password, email)
  return (
    <div id={id} className={classes.strength} data-strength={found}>
      <span className={classes.meter} aria-hidden><i /><i /><i /></span>
      <span aria-live="polite">{t(`setup.strength.${found ?? 'none'}`, { least: PASSWORD_CHARS_MIN })}</span>
    </div>
  )
}

function Refused({ error }: { error: Error }) {
  const { t } = useTranslation('shell')
  const sentence = useSentence(error)
  const why = error instanceof ApiError ? refusal(error) : undefined
  return (
    <div role="alert">
      <p className="poor">{why ? t(`setup.refused.${why}`) : sentence}</p>
      {why && <Link to="/login">{t('setup.haveAccount')}</Link>}
    </div>
  )
}

/** Why the server does not take the link; undefined when it is not the link that is wrong. */
function refusal({ status, type }: ApiError): 'done' | 'expired' | 'unknown' | undefined {
  if (type.endsWith(':setup_done')) return 'done'
  if (type.endsWith(':setup_expired')) return 'expired'
  return status === 403 ? 'unknown' : undefined
}
