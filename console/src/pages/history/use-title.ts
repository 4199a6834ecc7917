/** What an item is, in one line for a person. */
import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'

import { number, shortUrl, text } from '~/lib/event'
import type { Item } from './history'

const ACTIONS = ['click', 'tap', 'scroll', 'swipe', 'back', 'application_start'] as const
type ActionType = (typeof ACTIONS)[number]

export function useTitle(): (item: Item) => string {
  const { t } = useTranslation('history')
  return useCallback(
    (item: Item): string => {
      const { event, kind, title } = item
      switch (kind) {
        case 'action':
          return actionTitle(item, (type, name) => t(`action.${type}`, { name }))
        case 'resource':
          return [text(event, 'resource.method'), shortUrl(title ?? ''), item.bad ? text(event, 'resource.status_code') : undefined].filter(Boolean).join(' ')
        case 'long_task':
          return t(event.long_task && number(event, 'long_task.blocking_duration') ? 'busyBlocking' : 'busy')
        case 'vital':
          return [title ?? t('unnamed'), text(event, 'vital.step_type')].filter(Boolean).join(' · ')
        case 'replay':
          return t('segment')
        default:
          return title ?? t('unnamed')
      }
    },
    [t],
  )
}

function actionTitle({ event, title }: Item, say: (type: ActionType, name: string) => string): string {
  const type = text(event, 'action.type')
  const known = ACTIONS.find((one) => one === type)
  if (known === 'application_start' || known === 'back') return say(known, title ?? '')
  if (known && title) return say(known, title)
  return title ?? type ?? ''
}
