/** The sign and colour of each kind of event, the same on every page; always beside a word or a name. */
import {
  IconActivity,
  IconAlertTriangle,
  IconAppWindow,
  IconDots,
  IconDownload,
  IconHourglass,
  IconNotes,
  IconPlayerPlay,
  IconPointer,
  type Icon,
} from '@tabler/icons-react'

import type { Kind } from '~/lib/event'
import type { Palette } from './colors'

const ICONS: Record<Kind, Icon> = {
  view: IconAppWindow,
  action: IconPointer,
  error: IconAlertTriangle,
  resource: IconDownload,
  long_task: IconHourglass,
  vital: IconActivity,
  log: IconNotes,
  replay: IconPlayerPlay,
  other: IconDots,
}

/** Indices into the eight colours of series. */
const SERIES: Partial<Record<Kind, number>> = { view: 6, action: 0, resource: 5, long_task: 1, vital: 2, log: 3 }

const VARIABLES: Record<Kind, string> = {
  view: '--series-7',
  action: '--series-1',
  error: '--poor',
  resource: '--series-6',
  long_task: '--series-2',
  vital: '--series-3',
  log: '--series-4',
  replay: '--series-8',
  other: '--series-other',
}

/** For canvases. */
export function kindColor(palette: Palette, kind: Kind): string {
  if (kind === 'error') return palette.poor
  return palette.series[SERIES[kind] ?? -1] ?? palette.other
}

/** For what CSS colours. */
export const kindVariable = (kind: Kind) => `var(${VARIABLES[kind]})`

export function KindIcon({ kind, size = 14 }: { kind: Kind; size?: number }) {
  const Found = ICONS[kind]
  return <Found size={size} stroke={1.8} color={kindVariable(kind)} style={{ flex: 'none' }} aria-hidden />
}
