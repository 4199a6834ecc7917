/**
 * What a question's state looks like: a skeleton in the shape of what comes, a word after a
 * while with a way to cancel, an error with a way to try again, or the thing itself.
 */
import { Button, Skeleton } from '@mantine/core'
import { useQueryClient, type UseQueryResult } from '@tanstack/react-query'
import { useEffect, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

import { ApiError, UNREACHABLE } from '~/api/client'
import classes from './Loaded.module.css'

/** After so long it is said what is being read; after so long it can be cancelled. */
export const SAY_MS = 300
export const CANCEL_MS = 2000

type Props<T> = {
  query: UseQueryResult<T>
  /** Its key, to cancel it by. */
  queryKey?: readonly unknown[]
  /** What is being read, for a slow one: "views of 14 days". */
  what?: string
  /** Height of the skeleton, or a skeleton. */
  skeleton: number | ReactNode
  children: (data: T) => ReactNode
}

export function Loaded<T>({ query, queryKey, what, skeleton, children }: Props<T>) {
  if (query.data !== undefined) return children(query.data)
  if (query.isError) return <Failed error={query.error} onRetry={() => void query.refetch()} />
  return <Waiting what={what} queryKey={queryKey} skeleton={skeleton} onRetry={() => void query.refetch()} />
}

type WaitingProps = { what: string | undefined; queryKey: readonly unknown[] | undefined; skeleton: number | ReactNode; onRetry: () => void }

function Waiting({ what, queryKey, skeleton, onRetry }: WaitingProps) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const waited = useWaited()
  const [stopped, setStopped] = useState(false)
  const stop = () => {
    setStopped(true)
    void client.cancelQueries({ queryKey })
  }
  const again = () => {
    setStopped(false)
    onRetry()
  }
  if (stopped) {
    return (
      <div className={classes.empty} role="status">
        <p className="muted">{t('stopped')}</p>
        <Button variant="default" onClick={again}>
          {t('retry')}
        </Button>
      </div>
    )
  }
  return (
    <div className={classes.waiting} role="status" aria-label={t('loading')}>
      {typeof skeleton === 'number' ? <Skeleton height={skeleton} /> : skeleton}
      {waited >= SAY_MS && what && (
        <p className={classes.said}>
          {what}
          {waited >= CANCEL_MS && queryKey && (
            <Button size="compact-xs" variant="default" onClick={stop}>
              {t('cancel')}
            </Button>
          )}
        </p>
      )}
    </div>
  )
}

/** How long something has been on screen, in the steps above. */
export function useWaited(): number {
  const [waited, setWaited] = useState(0)
  useEffect(() => {
    const timers = [SAY_MS, CANCEL_MS].map((ms) => setTimeout(() => setWaited(ms), ms))
    return () => timers.forEach(clearTimeout)
  }, [])
  return waited
}

/** What went wrong, in the server's own sentence, and the one next step. */
export function Failed({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const { t } = useTranslation()
  return (
    <div className={classes.failed} role="alert">
      <strong>{t('error.title')}</strong>
      <p>{useSentence(error)}</p>
      {onRetry && (
        <Button variant="default" onClick={onRetry}>
          {t('retry')}
        </Button>
      )}
    </div>
  )
}

/** What the server says in the same words each time, and we in the reader's language. */
const KNOWN = ['too_slow', 'too_much_memory', 'stopping', 'internal'] as const

/** One sentence for a person, of any error. */
export function useSentence(error: unknown): string {
  const { t } = useTranslation()
  if (!(error instanceof ApiError)) return String(error)
  if (error.status === UNREACHABLE) return t('error.unreachable')
  if (error.status === 403) return t('error.forbidden')
  const known = KNOWN.find((name) => error.type.endsWith(`:${name}`))
  if (known) return t(`error.known.${known}`)
  return asSentence([error.message, error.suggestion].filter(Boolean).join(': '))
}

/** The server's details begin small and put names in backticks, as they stand within other texts too. */
export function asSentence(detail: string): string {
  return (detail.charAt(0).toUpperCase() + detail.slice(1)).replace(/`([^`]*)`/g, '“$1”')
}

/** Nothing to show, and what would change that. */
export function Empty({ title, hint, children }: { title?: string; hint?: string; children?: ReactNode }) {
  const { t } = useTranslation()
  return (
    <div className={classes.empty}>
      <strong>{title ?? t('empty.title')}</strong>
      <p className="muted">{hint ?? t('empty.hint')}</p>
      {children}
    </div>
  )
}
