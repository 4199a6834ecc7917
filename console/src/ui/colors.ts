/**
 * Colours for charts, which are drawn on a canvas and cannot use CSS variables: read from the
 * theme's variables, so that both stay one. A value keeps its colour across a page.
 */
import { useMantineColorScheme } from '@mantine/core'
import { useMemo } from 'react'

const SERIES = 8

export type Palette = {
  text: string
  muted: string
  hairline: string
  ground: string
  raised: string
  accent: string
  good: string
  needs_improvement: string
  poor: string
  other: string
  series: string[]
}

function read(): Palette {
  const style = getComputedStyle(document.documentElement)
  const value = (name: string) => style.getPropertyValue(`--${name}`).trim()
  return {
    text: value('text'),
    muted: value('muted'),
    hairline: value('hairline'),
    ground: value('ground'),
    raised: value('raised'),
    accent: value('accent'),
    good: value('good'),
    needs_improvement: value('needs-improvement'),
    poor: value('poor'),
    other: value('series-other'),
    series: Array.from({ length: SERIES }, (_, index) => value(`series-${index + 1}`)),
  }
}

/** The colours of the theme in use; new ones when it changes. */
export function usePalette(): Palette {
  const scheme = useDarkness()
  return useMemo(() => (scheme ? read() : read()), [scheme])
}

function useDarkness(): boolean {
  const { colorScheme } = useMantineColorScheme()
  const system = matchMedia('(prefers-color-scheme: dark)').matches
  return colorScheme === 'dark' || (colorScheme === 'auto' && system)
}

/** The same for what CSS colours: the colour of the series at an index, and of "other". */
export const seriesVariable = (index: number) => `var(--series-${(index % SERIES) + 1})`
export const OTHER_COLOR = 'var(--series-other)'
