/** A page that cannot be shown: not allowed, no answer, a script of a version that is gone, or a mistake of ours. */
import { Button } from '@mantine/core'
import { Link, useRouter, type ErrorComponentProps } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'

import { ApiError } from '~/api/client'
import { useReachable } from '~/lib/connection'
import { Empty, Failed } from '~/ui/Loaded'

/** Once the server answers again, nobody need press a button. */
function useWhenBack(again: () => void) {
  const reachable = useReachable()
  const was = useRef(reachable)
  useEffect(() => {
    if (reachable && !was.current) again()
    was.current = reachable
  })
}

/** How browsers say that a script could not be loaded: after an update its name is another. */
const SCRIPT_GONE = /dynamically imported module|Importing a module script failed|error loading dynamically|preload CSS/i

export function PageFailed({ error, reset }: ErrorComponentProps) {
  const { t } = useTranslation('shell')
  const router = useRouter()
  const again = () => {
    reset()
    void router.invalidate()
  }
  useWhenBack(again)
  if (error instanceof ApiError && error.status === 403) {
    return (
      <Empty title={t('forbidden.title')} hint={t('forbidden.hint')}>
        <Link to="/applications">{t('notFound.back')}</Link>
      </Empty>
    )
  }
  if (error instanceof ApiError) return <Failed error={error} onRetry={again} />
  const isGone = SCRIPT_GONE.test(String(error))
  return (
    <div role="alert">
      <Empty title={t(isGone ? 'updated.title' : 'broken.title')} hint={t(isGone ? 'updated.hint' : 'broken.hint')}>
        <Button variant="default" onClick={() => location.reload()}>
          {t('reloadPage')}
        </Button>
        {!isGone && <p className="mono muted">{String(error)}</p>}
      </Empty>
    </div>
  )
}
