/** Who is here, in which language, theme and zone, and the way out. */
import { ActionIcon, Menu, useMantineColorScheme } from '@mantine/core'
import { IconCheck, IconKeyboard, IconLogout, IconUserCircle, IconWorld } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

import { me } from '~/api/queries'
import { chooseLanguage } from '~/i18n'
import { useTimeZone } from './preferences'
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
        {(['en', 'zh'] as const).map((language) => (
          <Choice key={language} chosen={i18n.language === language} onChoose={() => void chooseLanguage(language)}>
            <span lang={language === 'zh' ? 'zh-CN' : 'en'}>{LANGUAGES[language]}</span>
          </Choice>
        ))}
        <Menu.Label>{t('account.theme')}</Menu.Label>
        {SCHEMES.map((scheme) => (
          <Choice key={scheme} chosen={colorScheme === scheme} onChoose={() => setColorScheme(scheme)}>
            {t(`account.${scheme}`)}
          </Choice>
        ))}
        <Menu.Divider />
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

function Choice({ chosen, onChoose, children }: { chosen: boolean; onChoose: () => void; children: ReactNode }) {
  const mark = chosen ? <IconCheck {...ICON} /> : <span style={{ width: ICON.size }} />
  return (
    <Menu.Item role="menuitemradio" aria-checked={chosen} leftSection={mark} onClick={onChoose} closeMenuOnClick={false}>
      {children}
    </Menu.Item>
  )
}
