/** Whether the palette or the help sheet is open, for all who open them. Their code comes when needed. */
import { useSyncExternalStore } from 'react'

export type Open = 'palette' | 'zone' | 'help' | undefined

let open: Open
const listeners = new Set<() => void>()

function set(next: Open) {
  open = next
  for (const listener of listeners) listener()
}

/** With `zone`, it offers time zones alone. */
export const openPalette = (scope: 'palette' | 'zone' = 'palette') => set(scope)
export const openHelp = () => set('help')
export const closePalette = () => set(undefined)

export function useOpen(): Open {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    () => open,
  )
}

export const loadPalette = () => import('./Palette')
export const loadHelp = () => import('../HelpSheet')
export const preloadPalette = () => void loadPalette()
