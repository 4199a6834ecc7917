/** What visitors come with: browsers, systems, devices, releases; each the values with most views. */
import { useTranslation } from 'react-i18next'

import classes from './Overview.module.css'
import { TopList } from './TopList'

export function TopLists() {
  const { t } = useTranslation('overview')
  return (
    <div className={classes.lists}>
      <TopList title={t('top.browsers')} field="browser.name" />
      <TopList title={t('top.systems')} field="os.name" />
      <TopList title={t('top.devices')} field="device.type" />
      <TopList title={t('top.releases')} field="version" />
    </div>
  )
}
