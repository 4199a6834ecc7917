/**
 * Asks what the page of this address will ask first, and has its code loaded, while the rest of the
 * console is still on its way: a script of its own, ahead of the others. The page finds its answers
 * in the one store, or on their way there. Knows nothing of React. Asks only for somebody who was
 * signed in here, and only of an application that is there: what is refused stands in the console.
 */
import { defaultParseSearch } from '@tanstack/react-router'
import * as v from 'valibot'

import { askNow } from './api/ask'
import { applications, me } from './api/queries'
import { wasSignedIn } from './lib/signed-in'
import { pages } from './pages'
import { askFirst as askExplorer } from './pages/explorer/first'
import { askFirst as askOverview } from './pages/overview/first'
import { queries } from './query-client'
import { explorerSearch, overviewSearch } from './search-params'
import { forgetApplication, lastOf, readLastApplication } from './shell/last-application'

type Page = { id: string | undefined; page: keyof typeof pages; search: object }

/** Whose page it is, and which; `/` leads to the overview of the last application, of whichever that is. */
function where({ pathname, search }: Location): Page | undefined {
  if (pathname === '/') return { id: undefined, page: 'overview', search: {} }
  const [, area, id, page] = pathname.split('/')
  if (area !== 'a' || !id || (page !== 'overview' && page !== 'explorer')) return undefined
  return { id, page, search: defaultParseSearch(search) }
}

function askPage(id: string, { page, search }: Page) {
  if (page === 'overview') askOverview(queries, id, v.parse(overviewSearch, search))
  else askExplorer(queries, id, v.parse(explorerSearch, search))
  askNow()
}

/** Of the application that was looked at last at once, of another one when it is known to be there. */
async function askEarly() {
  const asked = where(location)
  void queries.prefetchQuery(me())
  const isLast = asked?.id !== undefined && asked.id === readLastApplication()
  if (isLast) askPage(asked.id!, asked)
  if (asked) void pages[asked.page]()
  const all = await queries.fetchQuery(applications())
  const there = asked?.id ? all.find(({ application_id }) => application_id === asked.id) : lastOf(all)
  if (asked && there && !isLast) askPage(there.application_id, asked)
  if (isLast && !there) forgetApplication(asked.id!)
}

// What goes wrong here the page meets again, and says.
if (wasSignedIn() && !/^\/(login|setup)$/.test(location.pathname)) askEarly().catch(() => undefined)
