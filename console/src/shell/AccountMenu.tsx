/** Who is here, in which language, theme and zone; the way to people and tokens, and the way out. */
import { ActionIcon, Menu, useMantineColorScheme } from '@mantine/core'
import { IconKeyboard, IconLogout, IconUserCircle, IconUsersGroup, IconWorld } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'

import { me } from '~/api/queries'
import { chooseLanguage } from '~/i18n'
import { useTimeZone } from '~/lib/time-zone'
import { openHelp, openPalette } from './palette/palette-state'
import { useSignOut } from './use-sign-out'

const ICON = { size: 14, stroke: 1.6, 'aria-hidden': true } as const
export const LANGUAGES = { en: 'English', zh: '中文' } as const
export const SCHEMES = ['light', 'dark', 'auto'] as const

export function AccountMenu() {
  const { t, i18n } = useTranslation('shell')
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const { data } = useQuery(me())
  const timeZone = useTimeZone()
  const signOut = useSignOut()
  return (
    <Menu position="bottom-end" width={220}>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size={28} aria-label={t('account.label')}>
          <IconUserCircle size={20} stroke={1.6} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {data?.email && <Menu.Label title={data.email} style={{ overflow: 'hidden', textOverflow: 'ellipsis' }}>{data.email}</Menu.Label>}
        <Menu.Label>{t('account.language')}</Menu.Label>
        <Menu.RadioGroup value={i18n.language} onChange={(language) => void chooseLanguage(language === 'zh' ? 'zh' : 'en')}>
          {(['en', 'zh'] as const).map((language) => (
            <Menu.RadioItem key={language} value={language} lang={language === 'zh' ? 'zh-CN' : 'en'}>
              {LANGUAGES[language]}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
        <Menu.Label>{t('account.theme')}</Menu.Label>
        <Menu.RadioGroup value={colorScheme} onChange={(scheme) => setColorScheme(SCHEMES.find((known) => known === scheme) ?? 'auto')}>
          {SCHEMES.map((scheme) => (
            <Menu.RadioItem key={scheme} value={scheme}>
              {t(`account.${scheme}`)}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
        <Menu.Divider />
        <Menu.Item leftSection={<IconUsersGroup {...ICON} />} renderRoot={(props) => <Link to="/people" {...props} />}>
          {t('people')}
        </Menu.Item>
        <Menu.Item leftSection={<IconWorld {...ICON} />} onClick={() => openPalette('zone')}>
          {t('time.zone')} <span className="muted">{timeZone}</span>
        </Menu.Item>
        <Menu.Item leftSection={<IconKeyboard {...ICON} />} rightSection={<kbd>?</kbd>} onClick={openHelp}>
          {t('help.title')}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout {...ICON} />} onClick={signOut}>
          {t('account.signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
