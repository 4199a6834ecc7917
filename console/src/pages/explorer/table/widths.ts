/** Widths of columns that were drawn wider or narrower, kept in this browser by the column's path. */
import { useLocalStorage } from '@mantine/hooks'

export const WIDTH_MIN = 56
export const WIDTH_MAX = 1200

export function useWidths() {
  const [widths, keep] = useLocalStorage<Record<string, number>>({ key: 'solera-widths', defaultValue: {}, getInitialValueInEffect: false })
  const setWidth = (path: string, width: number | undefined) =>
    keep(({ [path]: _, ...rest }) =>
      width === undefined ? rest : { ...rest, [path]: Math.round(Math.max(WIDTH_MIN, Math.min(width, WIDTH_MAX))) },
    )
  return { widths, setWidth }
}
