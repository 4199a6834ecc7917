/**
 * To another application: the same page with the same question, but for what belongs to one alone
 * (an open panel, a session, a view).
 */
import { useNavigate, useParams } from '@tanstack/react-router'

import { useCarriedTime } from './places'

export function useGoToApplication() {
  const navigate = useNavigate()
  const { applicationId, sessionId, viewId } = useParams({ strict: false })
  const time = useCarriedTime()
  const staysOnPage = applicationId && !sessionId && !viewId
  return (id: string) =>
    void (staysOnPage
      ? navigate({ to: '.', params: (old: object) => ({ ...old, applicationId: id }), search: (old: object) => ({ ...old, panel: undefined }) })
      : navigate({ to: '/a/$applicationId/overview', params: { applicationId: id }, search: time }))
}
