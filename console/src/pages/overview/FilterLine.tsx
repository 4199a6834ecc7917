/** What narrows the whole page: the search text, and its most wanted terms as chips. */
import { useTranslation } from 'react-i18next'

import type { ApiError } from '~/api/client'
import { SearchField } from '~/pages/explorer/search/SearchField'
import { useCountryName } from '~/lib/use-country-name'
import classes from './FilterLine.module.css'
import { COUNTRY } from './questions'
import { QuickSelect } from './QuickSelect'
import { useNarrow, useOverview } from './use-overview'

/** `error` is what the server says of the text. */
export function FilterLine({ error }: { error: ApiError | undefined }) {
  const { t } = useTranslation('overview')
  const { applicationId, asking } = useOverview()
  const { setText } = useNarrow()
  const countryName = useCountryName()
  return (
    <div className={classes.line}>
      <div className={classes.text}>
        <SearchField of={{ applicationId, event: 'view', text: asking.q, setText }} error={error} />
      </div>
      <QuickSelect field="env" name={t('filter.env')} />
      <QuickSelect field="version" name={t('filter.release')} />
      <QuickSelect field="device.type" name={t('filter.device')} />
      <QuickSelect field={COUNTRY} name={t('filter.country')} say={countryName} />
    </div>
  )
}
