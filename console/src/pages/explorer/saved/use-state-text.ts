/** The page's question as a saved view keeps it: the text behind the question mark of its URL. */
import { useRouter } from '@tanstack/react-router'

import { useExplorer } from '../use-explorer'
import { keptOf } from './state'

export function useStateText(): string {
  const router = useRouter()
  const { search } = useExplorer()
  return router.options.stringifySearch!(keptOf(search)).replace(/^\?/, '')
}
