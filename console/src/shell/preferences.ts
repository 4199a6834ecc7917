/**
 * What a reader prefers, kept in this browser: the time zone. A zone in the URL counts first, so
 * that a shared link shows the times its sender saw.
 */
import { useLocalStorage } from '@mantine/hooks'
import { useSearch } from '@tanstack/react-router'

export function useTimeZone(): string {
  const [kept] = useKeptTimeZone()
  const search: { tz?: string } = useSearch({ strict: false })
  return isTimeZone(search.tz) ? search.tz : kept
}

export function useKeptTimeZone() {
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone
  return useLocalStorage({ key: 'solera-time-zone', defaultValue: own, getInitialValueInEffect: false })
}

export function isTimeZone(name: string | undefined): name is string {
  if (!name) return false
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }))
  } catch {
    return false
  }
}
