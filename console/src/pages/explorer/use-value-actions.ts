/** What a click on a value of a field does to the question. */
import { useCallback } from 'react'

import type { Json } from '~/api/queries'
import { onlyThis, without } from '~/lib/search-terms'
import { useExplorer, useSetExplorer, useSetText } from './use-explorer'

export type ValueActions = { onFilter: () => void; onExclude: () => void; onGroup: () => void }

export function useValueActions() {
  const { text } = useExplorer()
  const setText = useSetText()
  const set = useSetExplorer()
  return useCallback(
    (path: string, found: Json): ValueActions => {
      const value = found === null || found === '' ? null : typeof found === 'object' ? JSON.stringify(found) : String(found)
      return {
        onFilter: () => setText(onlyThis(text, path, value)),
        onExclude: () => setText(without(text, path, value)),
        onGroup: () => set({ tab: 'analytics', by: [path], panel: undefined }),
      }
    },
    [text, setText, set],
  )
}
