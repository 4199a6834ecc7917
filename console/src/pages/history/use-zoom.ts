/** The window of the time axis: kept beside React, written to the URL when it has come to rest. */
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useEffect, useState } from 'react'

import type { HistorySearch } from '~/search-params'
import { createZoom, parseWindow, writeWindow, type Window, type Zoom } from './window'

const REST_MS = 250

export function useZoom(length: number, initial?: Window): Zoom {
  const { zoom: said }: HistorySearch = useSearch({ strict: false })
  const navigate = useNavigate()
  const [zoom] = useState(() => createZoom(length, parseWindow(said, length) ?? initial))
  useEffect(() => zoom.grow(length), [zoom, length])
  useEffect(() => {
    let timer = 0
    const stop = zoom.subscribe(() => {
      clearTimeout(timer)
      timer = window.setTimeout(() => {
        const text = writeWindow(zoom.get(), zoom.length(), initial)
        void navigate({ to: '.', search: (old: object) => ({ ...old, zoom: text }), replace: true, resetScroll: false })
      }, REST_MS)
    })
    return () => {
      stop()
      clearTimeout(timer)
    }
    // The usual window is that of the first moment.
  }, [zoom, navigate])
  return zoom
}

/** The window once it has rested; what is costly follows this one. */
export function useRested(zoom: Zoom): Window {
  const [rested, rest] = useState(zoom.get)
  useEffect(() => {
    let timer = 0
    const stop = zoom.subscribe(() => {
      clearTimeout(timer)
      timer = window.setTimeout(() => rest(zoom.get()), 100)
    })
    return () => {
      stop()
      clearTimeout(timer)
    }
  }, [zoom])
  return rested
}
