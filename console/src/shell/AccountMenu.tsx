/** Who is here, in which language and theme, and the way out. */
import { ActionIcon, Menu, useMantineColorScheme } from '@mantine/core'
import { IconUserCircle } from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'

import { api } from '~/api/client'
import { me } from '~/api/queries'
import { chooseLanguage } from '~/i18n'

export function AccountMenu() {
  const { t } = useTranslation('shell')
  const { setColorScheme } = useMantineColorScheme()
  const { data } = useQuery(me())
  const queries = useQueryClient()
  const navigate = useNavigate()
  const signOut = async () => {
    await api.POST('/api/v1/logout')
    queries.clear()
    await navigate({ to: '/login' })
  }
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" aria-label={t('account.label')}>
          <IconUserCircle size={20} stroke={1.6} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {data?.email && <Menu.Label>{data.email}</Menu.Label>}
        <Menu.Item onClick={() => void chooseLanguage('en')}>English</Menu.Item>
        <Menu.Item onClick={() => void chooseLanguage('zh')}>中文</Menu.Item>
        <Menu.Divider />
        {(['light', 'dark', 'auto'] as const).map((scheme) => (
          <Menu.Item key={scheme} onClick={() => setColorScheme(scheme)}>
            {t(`account.${scheme}`)}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item onClick={() => void signOut()}>{t('account.signOut')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
