/** Whether the frame has been painted once: what takes longer to draw waits for it. */
import { startTransition, useEffect, useState } from 'react'

/** A tab that is not seen paints nothing: it waits no longer than this. */
const WAIT_MS = 100

export function useAfterPaint(): boolean {
  const [painted, setPainted] = useState(false)
  useEffect(() => {
    let frame = 0
    const go = () => startTransition(() => setPainted(true))
    const timer = setTimeout(go, WAIT_MS)
    // The callback of a frame runs before its paint; a task that it begins, after it.
    frame = requestAnimationFrame(() => setTimeout(go))
    return () => {
      clearTimeout(timer)
      cancelAnimationFrame(frame)
    }
  }, [])
  return painted
}
