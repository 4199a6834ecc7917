/** What the owner of the geographic database wants said where countries are shown. */
import { queryOptions, useQuery } from '@tanstack/react-query'

import { api, body } from '~/api/client'
import classes from './Overview.module.css'

const attributions = () =>
  queryOptions({
    queryKey: ['attributions'],
    queryFn: async () => body(await api.GET('/api/v1/attributions')).attributions,
    staleTime: Infinity,
  })

/** An address in parentheses becomes the text's link. */
export function Attribution() {
  const { data = [] } = useQuery(attributions())
  return data.map((line) => {
    const [, text, address] = /^(.*?)\s*\((https:\/\/[^\s)]+)\)$/.exec(line) ?? [undefined, line, undefined]
    if (!address) return <span key={line} className={classes.aside}>{text}</span>
    return <a key={line} className={classes.aside} href={address} target="_blank" rel="noreferrer">{text}</a>
  })
}
