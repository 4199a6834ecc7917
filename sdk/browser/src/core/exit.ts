/**
 * Hears when the page may go away for good: hidden, unloaded, frozen. On phones a hidden page is often the
 * last that is seen of it.
 */
import type { Stop, Topics } from '../hub.js'
import type { Bus } from './bus.js'
import { isHidden } from './hidden.js'
import { all } from './values.js'

export function watchExit(bus: Bus, leave: (reason: Topics['exit']) => void): Stop {
  const stops = [
    bus.listen(
      document,
      ['visibilitychange', 'freeze'],
      (event) => {
        if (event.type === 'freeze') leave('frozen')
        else if (isHidden()) leave('hidden')
      },
      { capture: true },
    ),
    bus.listen(window, ['pagehide'], () => leave('unload'), { capture: true }),
  ]
  return all(stops)
}
