/** The question in words, each changeable part of it a word that is pressed. */
import { ActionIcon, Checkbox } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import type { ReactElement } from 'react'
import { Trans, useTranslation } from 'react-i18next'

import { FIRSTS, FUNCTIONS } from '~/search-params'
import { useSetExplorer } from '../use-explorer'
import { GROUPS_MAX, isMeasuring, isOverTime, LIMITS, type Analysis, type Fn } from './analysis'
import { choices, chooseWidth, widthText } from './intervals'
import { ChoicePill, FieldPill } from './Pills'
import classes from './QuestionLine.module.css'
import { ShapeSwitch } from './ShapeSwitch'
import { useWhere } from './use-analytics'

type Part = { asked: Analysis }
type Phrase = 'line.count' | 'line.unique' | 'line.measure' | 'line.distribution' | 'line.by' | 'line.top' | 'line.every' | 'line.shape'

export function QuestionLine({ asked }: Part) {
  const { t } = useTranslation('analytics')
  const { fn, by, shape, event } = asked
  const number = shape === 'distribution' ? 'line.distribution' : isMeasuring(fn) ? 'line.measure' : fn === 'cardinality' ? 'line.unique' : 'line.count'
  return (
    <div className={classes.line} role="group" aria-label={t('line.label')}>
      <Words phrase={number} values={{ event: t(`event.${event}`) }} parts={{ fn: <FnPart asked={asked} />, field: <FieldPart asked={asked} /> }} />
      {shape !== 'distribution' && <Words phrase="line.by" parts={{ groups: <GroupsPart asked={asked} /> }} />}
      {by.length > 0 && shape !== 'distribution' && <Words phrase="line.top" parts={{ limit: <LimitPart asked={asked} />, first: <FirstPart asked={asked} /> }} />}
      {isOverTime(shape) && <Words phrase="line.every" parts={{ every: <EveryPart asked={asked} /> }} />}
      <Words phrase="line.shape" parts={{ shape: <ShapeSwitch asked={asked} /> }} />
      {isOverTime(shape) && shape !== 'bar' && by.length === 0 && <ComparePart asked={asked} />}
    </div>
  )
}

type WordsProps = { phrase: Phrase; parts: Record<string, ReactElement>; values?: Record<string, string> }

/** A phrase with its parts where the language has them. */
function Words({ phrase, parts, values }: WordsProps) {
  const { t } = useTranslation('analytics')
  return (
    <span className={classes.words}>
      <Trans t={t} i18nKey={phrase} components={parts} values={values} />
    </span>
  )
}

function FnPart({ asked: { fn } }: Part) {
  const { t } = useTranslation('analytics')
  const change = useSetExplorer()
  // What is measured stays as long as it can be measured.
  const choose = (next: Fn) => change({ fn: next === 'count' ? undefined : next, ...(isMeasuring(next) === isMeasuring(fn) ? {} : { field: undefined }), first: undefined })
  return <ChoicePill label={t('fn.label')} value={fn} options={FUNCTIONS} text={(value) => t(`fn.${value}`)} shown={t(`short.${fn}`)} onChange={choose} />
}

function FieldPart({ asked: { event, fn, field, shape } }: Part) {
  const { t } = useTranslation('analytics')
  const change = useSetExplorer()
  const purpose = fn === 'cardinality' && shape !== 'distribution' ? 'unique' : 'measure'
  return (
    <FieldPill event={event} purpose={purpose} label={`${t(`field.${purpose}`)}: ${field ?? t('field.none')}`} onChoose={(chosen) => change({ field: chosen })}>
      {field ?? t('field.none')}
    </FieldPill>
  )
}

function GroupsPart({ asked: { event, by } }: Part) {
  const { t } = useTranslation('analytics')
  const change = useSetExplorer()
  const put = (fields: string[]) => change({ by: fields.length > 0 ? fields : undefined })
  return (
    <>
      {by.map((field, index) => (
        <span key={field} className={classes.group}>
          <FieldPill event={event} purpose="group" label={t('group.change', { field })} taken={by} onChoose={(chosen) => put(by.with(index, chosen))}>
            {field}
          </FieldPill>
          <ActionIcon size={20} variant="subtle" color="gray" aria-label={t('group.remove', { field })} onClick={() => put(by.filter((other) => other !== field))}>
            <IconX size={12} />
          </ActionIcon>
        </span>
      ))}
      {by.length < GROUPS_MAX && (
        <FieldPill event={event} purpose="group" label={by.length === 0 ? `${t('group.nothing')}: ${t('group.add')}` : t('group.add')} taken={by} quiet={by.length > 0} onChoose={(chosen) => put([...by, chosen])}>
          {by.length === 0 ? t('group.nothing') : '+'}
        </FieldPill>
      )}
    </>
  )
}

function LimitPart({ asked: { limit } }: Part) {
  const { t } = useTranslation('analytics')
  const change = useSetExplorer()
  return <ChoicePill label={t('limit')} value={limit} options={LIMITS} text={String} onChange={(value) => change({ limit: value })} />
}

function FirstPart({ asked: { first } }: Part) {
  const { t } = useTranslation('analytics')
  const change = useSetExplorer()
  return <ChoicePill label={t('first.label')} value={first} options={FIRSTS} text={(value) => t(`first.${value}`)} onChange={(value) => change({ first: value })} />
}

function EveryPart({ asked: { every } }: Part) {
  const { t } = useTranslation('analytics')
  const change = useSetExplorer()
  const { range } = useWhere()
  const widths = choices(range)
  const chosen = widths.find((width) => width === every)
  const text = (width: number | undefined) => (width === undefined ? t('every.auto', { width: widthText(chooseWidth(undefined, range)) }) : widthText(width))
  const shown = widthText(chooseWidth(every, range))
  return <ChoicePill label={t('every.label')} value={chosen} options={[undefined, ...widths]} text={text} shown={shown} onChange={(value) => change({ every: value })} />
}

function ComparePart({ asked: { compare } }: Part) {
  const { t } = useTranslation('analytics')
  const change = useSetExplorer()
  return <Checkbox size="xs" label={t('compare')} checked={compare} onChange={({ currentTarget }) => change({ compare: currentTarget.checked || undefined })} />
}
