/** Narrows the page to one value of a field; there when its row is pointed at or reached by keys. */
import { ActionIcon } from '@mantine/core'
import { IconFilter } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'

import type { Column } from '~/ui/DataTable'
import classes from './Only.module.css'
import { useNarrow } from './use-overview'

type Props = { field: string; value: string | null; said: string }

export function Only({ field, value, said }: Props) {
  const { t } = useTranslation('overview')
  const { only } = useNarrow()
  const label = t('filter.only', { value: said })
  return (
    <ActionIcon className={classes.only} variant="subtle" color="gray" size="xs" aria-label={label} title={label} onClick={() => only(field, value)}>
      <IconFilter size={12} />
    </ActionIcon>
  )
}

/** The same as a column of a table. */
export function onlyColumn<Row>(header: string, of: (row: Row) => Props): Column<Row> {
  return { id: 'only', header, bare: true, value: () => null, width: '36px', sortable: false, cell: (row) => <Only {...of(row)} /> }
}
