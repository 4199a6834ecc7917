/** A country's name in the reader's language; its code where it has none. */
import { useMemo } from 'react'

import { useFormat } from './use-format'

export function useCountryName(): (code: string) => string {
  const { locale } = useFormat()
  return useMemo(() => {
    const names = new Intl.DisplayNames(locale, { type: 'region', fallback: 'code' })
    return (code) => (/^[A-Z]{2}$/.test(code) ? (names.of(code) ?? code) : code)
  }, [locale])
}
