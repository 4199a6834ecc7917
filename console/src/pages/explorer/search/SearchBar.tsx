/** The search field of the explorer: of the kind of event it lists, its text in the URL. */
import type { ApiError } from '~/api/client'
import { useExplorer, useSetText } from '../use-explorer'
import { SearchField } from './SearchField'

type Props = {
  /** What the server says of the text that is asked. */
  error?: ApiError
  /** Paths of attributes that were seen in events. */
  attributes: readonly string[]
}

export function SearchBar({ error, attributes }: Props) {
  const { applicationId, event, text } = useExplorer()
  const setText = useSetText()
  return <SearchField of={{ applicationId, event, text, setText }} error={error} attributes={attributes} />
}
