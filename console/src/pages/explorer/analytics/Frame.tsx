/** What every picture has around it: the number of everything, ways to take it along, and how it was worked out. */
import { Button, Tooltip } from '@mantine/core'
import { IconDownload, IconTable, IconChartLine } from '@tabler/icons-react'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

import { download, fileName } from './download'
import classes from './Frame.module.css'
import { Headline } from './Headline'
import type { Picture } from './picture'
import { Busy, type Asked } from './Busy'
import { Said, type Worked } from './Said'
import { useAnalysis, useTitle } from './use-analytics'

type Props = {
  /** The picture's own question: what is shown may be of an earlier one. */
  query: Asked
  queryKey: readonly unknown[]
  csv: () => string
  picture: () => Picture
  /** How the answers were worked out. */
  worked: readonly (Worked | undefined)[]
  /** The same as a table; a picture that is a table has none. */
  table?: () => ReactNode
  headline?: ReactNode
  /** A quiet word below. */
  note?: string
  children: ReactNode
}

export function Frame({ query, queryKey, csv, picture, worked, table, headline, note, children }: Props) {
  const { t } = useTranslation()
  const [asTable, showTable] = useState(false)
  return (
    <div className={classes.frame}>
      <div className={classes.head}>
        {headline ?? <Headline />}
        <span className={classes.actions}>
          {table && (
            <Button size="compact-xs" variant="subtle" color="gray" leftSection={asTable ? <IconChartLine size={14} /> : <IconTable size={14} />} onClick={() => showTable(!asTable)}>
              {asTable ? t('showChart') : t('showTable')}
            </Button>
          )}
          <Exports csv={csv} picture={picture} />
        </span>
      </div>
      <div className={`${classes.body} ${query.isPlaceholderData ? classes.stale : ''}`} aria-busy={query.isPlaceholderData}>
        {asTable && table ? table() : children}
      </div>
      {query.isPlaceholderData ? <Busy query={query} queryKey={queryKey} /> : <Said worked={worked} note={note} />}
    </div>
  )
}

function Exports({ csv, picture }: Pick<Props, 'csv' | 'picture'>) {
  const { t } = useTranslation('analytics')
  const title = useTitle(useAnalysis())
  const [failed, fail] = useState(false)
  const savePicture = async () => {
    try {
      const { pictureFile } = await import('./picture-file')
      download(await pictureFile(picture()), fileName(title, 'png'))
      fail(false)
    } catch {
      fail(true)
    }
  }
  const saveCsv = () => download(new Blob([csv()], { type: 'text/csv;charset=utf-8' }), fileName(title, 'csv'))
  return (
    <>
      {failed && <span role="alert" className="poor">{t('export.failed')}</span>}
      <Save hint={t('export.pngHint')} text={t('export.png')} onClick={() => void savePicture()} />
      <Save hint={t('export.csvHint')} text={t('export.csv')} onClick={saveCsv} />
    </>
  )
}

function Save({ hint, text, onClick }: { hint: string; text: string; onClick: () => void }) {
  return (
    <Tooltip label={hint}>
      <Button size="compact-xs" variant="subtle" color="gray" leftSection={<IconDownload size={14} />} aria-label={`${text}: ${hint}`} onClick={onClick}>
        {text}
      </Button>
    </Tooltip>
  )
}
