/** What is seen as a file: the table's columns as CSV, or whole events as JSON; with progress and a way to stop. */
import { ActionIcon, Button, Menu, Progress } from '@mantine/core'
import { IconDownload, IconX } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { isAbort } from '~/api/client'
import { useFormat } from '~/lib/use-format'
import { useSentence } from '~/ui/Loaded'
import type { Asked } from '../questions'
import classes from './Export.module.css'
import { EXPORT_MAX, exportEvents, fileName, save, type ExportFormat } from './run'

type State = { done: number; wanted: number; error?: unknown; isOver: boolean }

export function useExport(asked: Asked, total: number | undefined, columns: readonly string[]) {
  const [state, setState] = useState<State>()
  const abort = useRef<AbortController>(undefined)
  const start = async (format: ExportFormat) => {
    abort.current?.abort()
    const own = new AbortController()
    abort.current = own
    const wanted = Math.min(total ?? EXPORT_MAX, EXPORT_MAX)
    setState({ done: 0, wanted, isOver: false })
    try {
      const onProgress = (done: number) => setState({ done, wanted, isOver: false })
      const blob = await exportEvents({ asked, format, columns, signal: own.signal, onProgress })
      save(blob, fileName(asked.event, format, Date.now()))
      setState((old) => old && { ...old, isOver: true })
    } catch (error) {
      if (!isAbort(error)) setState({ done: 0, wanted, error, isOver: true })
    }
  }
  useEffect(() => () => abort.current?.abort(), [])
  const stop = () => {
    abort.current?.abort()
    setState(undefined)
  }
  return { state, start, stop }
}

export function ExportMenu({ total, onStart }: { total: number | undefined; onStart: (format: ExportFormat) => void }) {
  const { t } = useTranslation('explorer')
  const format = useFormat()
  return (
    <Menu withinPortal position="bottom-end" width={280}>
      <Menu.Target>
        <Button variant="default" leftSection={<IconDownload size={14} aria-hidden />}>
          {t('export.title')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          {total !== undefined && total > EXPORT_MAX
            ? t('export.most', { max: format.count(EXPORT_MAX), total: format.count(total) })
            : t('export.all')}
        </Menu.Label>
        <Menu.Item onClick={() => onStart('csv')}>{t('export.csv')}</Menu.Item>
        <Menu.Item onClick={() => onStart('json')}>{t('export.json')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

export function ExportProgress({ state, onStop }: { state: State; onStop: () => void }) {
  const { t } = useTranslation('explorer')
  const format = useFormat()
  const sentence = useSentence(state.error)
  const count = { done: format.count(state.done), wanted: format.count(state.wanted) }
  return (
    <div className={classes.progress} role={state.error ? 'alert' : 'status'}>
      <span className="num">{state.error ? sentence : state.isOver ? t('export.done', count) : t('export.running', count)}</span>
      {!state.isOver && <Progress value={(100 * state.done) / Math.max(state.wanted, 1)} aria-label={t('export.title')} className={classes.bar} />}
      {state.isOver ? (
        <ActionIcon size="sm" variant="subtle" color="gray" aria-label={t('close', { ns: 'common' })} onClick={onStop}>
          <IconX size={14} aria-hidden />
        </ActionIcon>
      ) : (
        <Button size="compact-xs" variant="default" onClick={onStop}>
          {t('cancel', { ns: 'common' })}
        </Button>
      )}
    </div>
  )
}
