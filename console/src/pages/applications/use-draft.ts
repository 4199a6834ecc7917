/** What a form holds until it is saved: begins as what is, and follows it as long as nobody typed. */
import { useState } from 'react'

export function useDraft<T>(saved: T): { draft: T; set: (change: Partial<T>) => void; changed: boolean; discard: () => void } {
  const [edited, setEdited] = useState<T | undefined>(undefined)
  const draft = edited ?? saved
  return {
    draft,
    set: (change) => setEdited({ ...draft, ...change }),
    changed: edited !== undefined && JSON.stringify(edited) !== JSON.stringify(saved),
    discard: () => setEdited(undefined),
  }
}
