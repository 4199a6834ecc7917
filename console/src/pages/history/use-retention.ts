/** For how many days an application keeps a kind of event; undefined where the server does not tell. */
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'

import { applications } from '~/api/queries'
import type { Kind } from '~/lib/event'

type Days = Record<string, number | null | undefined>

export function useRetention(): (kind: Kind) => number | undefined {
  const { applicationId } = useParams({ strict: false })
  const { data } = useQuery(applications())
  const settings = data?.find(({ application_id }) => application_id === applicationId)?.settings as { retention_days?: Days; retention_days_usual?: Days } | undefined
  return (kind) => settings?.retention_days?.[kind] ?? settings?.retention_days_usual?.[kind] ?? undefined
}
