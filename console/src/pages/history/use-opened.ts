/** Which folded rows are opened, by their keys. */
import { useCallback, useState } from 'react'

export function useOpened() {
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set())
  /** Opens or folds a row; without a word the other way round. */
  const toggle = useCallback(
    (key: string, open?: boolean) =>
      setOpened((old) => {
        const next = new Set(old)
        if (open ?? !next.has(key)) next.add(key)
        else next.delete(key)
        return next
      }),
    [],
  )
  return { opened, toggle }
}
