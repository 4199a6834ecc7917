/** Everything the palette can do, as a list: what it is called, what else it is found by, what it does. */
import { useMantineColorScheme } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { useClipboard } from '@mantine/hooks'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'

import { applications } from '~/api/queries'
import { chooseLanguage } from '~/i18n'
import { shareLink } from '~/lib/share-link'
import { PRESETS } from '~/lib/time-range'
import { useFormat } from '~/lib/use-format'
import { useSetTime, useTimeRange } from '~/lib/use-time'
import { offsetText } from '~/lib/wall-time'
import { EVENTS } from '~/search-params'
import { LANGUAGES, SCHEMES } from '../AccountMenu'
import { PLACES, useCarriedTime } from '../places'
import { timeZones, useSetTimeZone } from '~/lib/time-zone'
import { useGoToApplication } from '../use-go-to-application'
import { useReload } from '../use-reload'
import { useSignOut } from '../use-sign-out'
import { openHelp } from './palette-state'

export type Group = 'found' | 'pages' | 'applications' | 'time' | 'zone' | 'settings'
export type Command = {
  id: string
  group: Group
  label: string
  /** Other words that find it, in English too whatever the reader's language. */
  words?: string
  keys?: string
  /** Only found by typing: it would make the list long. */
  hidden?: boolean
  run: () => void
}

/** With no text typed the zones would drown everything else. */
export function useCommands(): { commands: Command[]; zones: Command[] } {
  const pages = usePages()
  const others = useApplications()
  const times = useTimes()
  const settings = useSettings()
  const commands = useMemo(() => [...pages, ...others, ...times, ...settings], [pages, others, times, settings])
  return { commands, zones: useZones() }
}

function usePages(): Command[] {
  const { t } = useTranslation('shell')
  const common = useTranslation()
  const { applicationId } = useParams({ strict: false })
  const navigate = useNavigate()
  const time = useCarriedTime()
  const kinds = applicationId ? EVENTS.filter((event) => event !== 'session' && event !== 'view') : []
  const go = (to: string, search: object) => void navigate({ to, params: { applicationId }, search })
  const places = applicationId ? PLACES : []
  return [
    ...places.map(({ name, to, search, keys }) => ({
      id: `page ${name}`,
      group: 'pages' as const,
      label: t('palette.goTo', { page: t(`nav.${name}`) }),
      words: `go to ${name}`,
      keys,
      run: () => go(to, { ...time, ...search }),
    })),
    ...kinds.map((event) => ({
      id: `explore ${event}`,
      group: 'pages' as const,
      label: t('palette.explore', { kind: common.t(`event.${event}`) }),
      words: `explore ${event}`,
      hidden: true,
      run: () => go('/a/$applicationId/explorer', { ...time, event }),
    })),
    { id: 'page people', group: 'pages', label: t('palette.goTo', { page: t('people') }), words: 'go to people api tokens', run: () => go('/people', {}) },
    { id: 'page applications', group: 'pages', label: t('palette.goTo', { page: t('allApplications') }), words: 'go to all applications create', run: () => go('/applications', {}) },
  ]
}

function useApplications(): Command[] {
  const { t } = useTranslation('shell')
  const { applicationId } = useParams({ strict: false })
  const { data = [] } = useQuery(applications())
  const go = useGoToApplication()
  return data
    .filter(({ application_id }) => application_id !== applicationId)
    .map(({ application_id, name }) => ({
      id: `application ${application_id}`,
      group: 'applications' as const,
      label: t('palette.switchTo', { name }),
      words: 'switch application',
      run: () => go(application_id),
    }))
}

function useTimes(): Command[] {
  const { t } = useTranslation('shell')
  const { applicationId } = useParams({ strict: false })
  const format = useFormat()
  const setTime = useSetTime()
  const reload = useReload()
  const range = useTimeRange()
  const clipboard = useClipboard()
  if (!applicationId) return []
  const copy = (fixed: boolean) => clipboard.copy(shareLink(location.href, format.timeZone, fixed ? range : undefined))
  return [
    ...PRESETS.map((preset) => ({
      id: `time ${preset}`,
      group: 'time' as const,
      label: t('time.last', { length: format.length(preset) }),
      words: `time last ${preset}`,
      run: () => setTime({ range: preset }),
    })),
    { id: 'reload', group: 'time', label: t('time.reload'), words: 'reload refresh', keys: 'r', run: reload },
    { id: 'link', group: 'settings', label: t('share.moving'), words: 'copy share link', run: () => copy(false) },
    { id: 'link fixed', group: 'settings', label: t('share.fixed', { span: format.span(range.from, range.to) }), words: 'copy share link fixed', run: () => copy(true) },
  ]
}

function useZones(): Command[] {
  const { t } = useTranslation('shell')
  const setTimeZone = useSetTimeZone()
  return useMemo(() => {
    const now = Date.now()
    return timeZones().map((zone) => ({
      id: `zone ${zone}`,
      group: 'zone' as const,
      label: `${zone} · ${offsetText(now, zone)}`,
      words: `time zone ${t('time.zone')}`,
      run: () => setTimeZone(zone),
    }))
  }, [t, setTimeZone])
}

function useSettings(): Command[] {
  const { t } = useTranslation('shell')
  const { setColorScheme } = useMantineColorScheme()
  const signOut = useSignOut()
  return [
    ...(['en', 'zh'] as const).map((language) => ({
      id: `language ${language}`,
      group: 'settings' as const,
      label: `${t('account.language')}: ${LANGUAGES[language]}`,
      words: `language ${language} chinese english`,
      run: () => void chooseLanguage(language),
    })),
    ...SCHEMES.map((scheme) => ({
      id: `theme ${scheme}`,
      group: 'settings' as const,
      label: `${t('account.theme')}: ${t(`account.${scheme}`)}`,
      words: `theme ${scheme} light dark`,
      run: () => setColorScheme(scheme),
    })),
    { id: 'help', group: 'settings', label: t('help.title'), words: 'keyboard shortcuts help', keys: '?', run: openHelp },
    { id: 'sign out', group: 'settings', label: t('account.signOut'), words: 'sign out log out', run: signOut },
  ]
}
