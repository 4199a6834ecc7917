/** The time zone of the URL, for links to take along: what is shared looks alike on every page. */
import { useSearch } from '@tanstack/react-router'
import { useMemo } from 'react'

export function useZone(): { tz?: string } {
  const { tz }: { tz?: string } = useSearch({ strict: false })
  return useMemo(() => ({ tz }), [tz])
}
