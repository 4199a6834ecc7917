/**
 * Hears when the page may go away for good: hidden, unloaded, frozen. On phones a hidden page is often the
 * last that is seen of it.
 */
import type { Hub, Topics } from '../hub.js'
import { isHidden } from './hidden.js'

export function watchExit(hub: Hub, leave: (reason: Topics['exit']) => void): void {
  hub.listen(document, ['visibilitychange', 'freeze'], ({ type }) => {
    if (type === 'freeze') leave('frozen')
    else if (isHidden()) leave('hidden')
  })
  hub.listen(window, ['pagehide'], () => leave('unload'))
}
