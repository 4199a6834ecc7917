/** Where the pointer is on the time axis, what lies under it, and what is being dragged: one store for all its canvases. */
import { useState, useSyncExternalStore } from 'react'

import type { Item } from './history'
import type { Window } from './window'

export type Pointed = { at: number; x: number; y: number; items: Item[]; drag?: Window }

export type Pointer = {
  get: () => Pointed | undefined
  set: (pointed: Pointed | undefined) => void
  subscribe: (listener: () => void) => () => void
}

function createPointer(): Pointer {
  let pointed: Pointed | undefined
  const listeners = new Set<() => void>()
  return {
    get: () => pointed,
    set: (next) => {
      if (next === pointed) return
      pointed = next
      for (const listener of listeners) listener()
    },
    subscribe: (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}

export function usePointer(): Pointer {
  const [pointer] = useState(createPointer)
  return pointer
}

export function usePointed(pointer: Pointer): Pointed | undefined {
  return useSyncExternalStore(pointer.subscribe, pointer.get)
}
