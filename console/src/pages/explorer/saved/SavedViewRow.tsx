/** One saved view: a link that opens it, and for its owner what can be done with it. */
import { ActionIcon, Button, Menu } from '@mantine/core'
import { IconDots } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { DEFAULT_EVENT, type ExplorerSearch } from '~/search-params'
import { useSentence } from '~/ui/Loaded'
import { useExplorer } from '../use-explorer'
import classes from './SavedViews.module.css'
import { useSavedViewChanges, type SavedView } from './saved-views'
import { useStateText } from './use-state-text'

type Props = { view: SavedView; search: ExplorerSearch; isCurrent: boolean; onOpen: () => void }

export function SavedViewRow({ view, search, isCurrent, onOpen }: Props) {
  const { t } = useTranslation('explorer')
  const { applicationId } = useExplorer()
  const changes = useSavedViewChanges(applicationId)
  const [asksToDelete, askToDelete] = useState(false)
  const sentence = useSentence(changes.change.error ?? changes.remove.error)
  const about = [
    t(`event.${search.event ?? DEFAULT_EVENT}`, { ns: 'common' }),
    search.tab === 'analytics' ? t('tabs.analytics') : undefined,
    search.q,
    view.shared ? view.owner : undefined,
  ]
  return (
    <li className={classes.row}>
      <div className={classes.line}>
        <Link to="/a/$applicationId/explorer" params={{ applicationId }} search={search} className={classes.link} aria-current={isCurrent || undefined} onClick={onOpen}>
          <span>{view.name}</span>
          <small>{about.filter(Boolean).join(' · ')}</small>
        </Link>
        {view.may_change && <RowMenu view={view} isCurrent={isCurrent} changes={changes} onDelete={() => askToDelete(true)} />}
      </div>
      {asksToDelete && (
        <div className={classes.ask} role="alert">
          <span>{t(view.shared ? 'saved.deleteShared' : 'saved.deleteOwn', { name: view.name })}</span>
          <Button size="compact-xs" color="red" loading={changes.remove.isPending} onClick={() => changes.remove.mutate(view.id)}>
            {t('delete', { ns: 'common' })}
          </Button>
          <Button size="compact-xs" variant="default" onClick={() => askToDelete(false)}>
            {t('cancel', { ns: 'common' })}
          </Button>
        </div>
      )}
      {(changes.change.isError || changes.remove.isError) && (
        <p role="alert" className={`poor ${classes.none}`}>
          {sentence}
        </p>
      )}
    </li>
  )
}

type MenuProps = { view: SavedView; isCurrent: boolean; changes: ReturnType<typeof useSavedViewChanges>; onDelete: () => void }

function RowMenu({ view: { id, name, shared }, isCurrent, changes: { change }, onDelete }: MenuProps) {
  const { t } = useTranslation('explorer')
  const state = useStateText()
  return (
    <Menu withinPortal={false} position="bottom-end" width={240}>
      <Menu.Target>
        <ActionIcon size="sm" variant="subtle" color="gray" aria-label={t('saved.actions', { name })} loading={change.isPending}>
          <IconDots size={14} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {!isCurrent && <Menu.Item onClick={() => change.mutate({ id, part: { state } })}>{t('saved.renew')}</Menu.Item>}
        <Menu.Item onClick={() => change.mutate({ id, part: { shared: !shared } })}>{t(shared ? 'saved.unshare' : 'saved.share')}</Menu.Item>
        <Menu.Item color="red" onClick={onDelete}>{t('delete', { ns: 'common' })}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
