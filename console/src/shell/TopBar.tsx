/** Which application, which time, who. */
import { useParams } from '@tanstack/react-router'

import { AccountMenu } from './AccountMenu'
import { ApplicationSwitcher } from './ApplicationSwitcher'
import { TimePicker } from './TimePicker'
import classes from './TopBar.module.css'

export function TopBar() {
  const { applicationId } = useParams({ strict: false })
  return (
    <header className={classes.bar}>
      <ApplicationSwitcher />
      <span className={classes.space} />
      {applicationId && <TimePicker />}
      <AccountMenu />
    </header>
  )
}
