/**
 * Asks what the page of this address will ask first, and has its code loaded, while the rest of the
 * console is still on its way: a script of its own, ahead of the others. The page finds its answers
 * in the one store, or on their way there. Knows nothing of React; whatever it gets wrong is only
 * asked in vain.
 */
import { defaultParseSearch } from '@tanstack/react-router'
import * as v from 'valibot'

import { askNow } from './api/ask'
import { applications, me } from './api/queries'
import { pages } from './pages'
import { askFirst as askExplorer } from './pages/explorer/first'
import { askFirst as askOverview } from './pages/overview/first'
import { queries } from './query-client'
import { explorerSearch, overviewSearch } from './search-params'
import { readLastApplication } from './shell/last-application'

/** Whose page it is, and which; what `/` leads to is the overview of the last application. */
function where(path: string): { id?: string | null; page?: string } {
  if (path === '/') return { id: readLastApplication(), page: 'overview' }
  const [area, id, page] = path.split('/').slice(1)
  return area === 'a' ? { id, page } : {}
}

function askEarly({ pathname, search: text }: Location) {
  if (/^\/(login|setup)$/.test(pathname)) return
  const search = defaultParseSearch(text)
  const { id, page } = where(pathname)
  void queries.prefetchQuery(me())
  if (id && page === 'overview') askOverview(queries, id, v.parse(overviewSearch, search))
  if (id && page === 'explorer') askExplorer(queries, id, v.parse(explorerSearch, search))
  askNow()
  void queries.prefetchQuery(applications())
  if (page === 'overview' || page === 'explorer') void pages[page]()
}

askEarly(location)
