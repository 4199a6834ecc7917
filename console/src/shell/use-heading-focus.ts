/**
 * On another page the focus goes to its heading, as if the page had been loaded: what is read aloud
 * and where the next Tab leads. A page that was not there before starts at its top.
 */
import { useRouter } from '@tanstack/react-router'
import { useEffect } from 'react'

export function useHeadingFocus() {
  const router = useRouter()
  useEffect(
    () =>
      router.subscribe('onRendered', ({ fromLocation, toLocation, pathChanged }) => {
        if (!fromLocation || !pathChanged) return
        const content = document.getElementById('content')
        const isForward = (toLocation.state.__TSR_index ?? 0) > (fromLocation.state.__TSR_index ?? 0)
        if (isForward) content?.scrollTo(0, 0)
        // A page that has put the focus somewhere itself knows better.
        if (content?.contains(document.activeElement) && document.activeElement !== content) return
        const heading = content?.querySelector<HTMLElement>('h1') ?? content
        if (heading && heading !== content) heading.tabIndex = -1
        heading?.focus({ preventScroll: true })
      }),
    [router],
  )
}
