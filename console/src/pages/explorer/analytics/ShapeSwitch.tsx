/** Which picture: icons with their names; one that the question cannot have says why. */
import { Tooltip } from '@mantine/core'
import { IconChartArea, IconChartBar, IconChartDonut, IconChartHistogram, IconChartLine, IconListNumbers, IconTable, type Icon } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'

import { SHAPES } from '~/search-params'
import { useSetExplorer } from '../use-explorer'
import { isPossible, type Analysis, type Shape } from './analysis'
import classes from './QuestionLine.module.css'

const ICONS: Record<Shape, Icon> = {
  line: IconChartLine,
  bar: IconChartBar,
  area: IconChartArea,
  toplist: IconListNumbers,
  table: IconTable,
  pie: IconChartDonut,
  distribution: IconChartHistogram,
}

export function ShapeSwitch({ asked: { shape, fn, by } }: { asked: Analysis }) {
  const { t } = useTranslation('analytics')
  const change = useSetExplorer()
  return (
    <>
      <span className={classes.shapes} role="group" aria-label={t('shape.label')}>
        {SHAPES.map((name) => {
          const Icon = ICONS[name]
          const possible = isPossible(name, fn, by)
          const why = name === 'pie' || name === 'toplist' ? t(`shape.needs.${name}`) : ''
          return (
            <Tooltip key={name} label={possible ? t(`shape.${name}`) : why}>
              <button
                type="button"
                className={classes.shape}
                aria-pressed={name === shape}
                aria-disabled={!possible}
                aria-label={possible ? t(`shape.${name}`) : `${t(`shape.${name}`)}: ${why}`}
                onClick={() => possible && change({ shape: name })}
              >
                <Icon size={16} stroke={1.6} aria-hidden />
              </button>
            </Tooltip>
          )
        })}
      </span>
      <span className="muted">{t(`shape.${shape}`)}</span>
    </>
  )
}
