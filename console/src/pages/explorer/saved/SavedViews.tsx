/** Questions that were kept: one's own and everybody's; opened, saved, renewed, shared, deleted. */
import { Button, Popover } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconBookmark, IconBookmarkFilled } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import * as v from 'valibot'

import { explorerSearch, type ExplorerSearch } from '~/search-params'
import { Loaded } from '~/ui/Loaded'
import { useExplorer } from '../use-explorer'
import classes from './SavedViews.module.css'
import { SavedViewRow } from './SavedViewRow'
import { SaveForm } from './SaveForm'
import { savedViews, type SavedView } from './saved-views'
import { isSame } from './state'

export function SavedViews() {
  const { t } = useTranslation('explorer')
  const { applicationId, search } = useExplorer()
  const [isOpen, { toggle, close }] = useDisclosure(false)
  const query = useQuery(savedViews(applicationId))
  const read = useRead()
  const current = query.data?.find((view) => isSame(read(view), search))
  const Icon = current ? IconBookmarkFilled : IconBookmark
  return (
    <Popover width={340} position="bottom-end" shadow="md" withinPortal trapFocus opened={isOpen} onDismiss={close}>
      <Popover.Target>
        <Button variant="default" leftSection={<Icon size={14} aria-hidden />} onClick={toggle} aria-expanded={isOpen} className={classes.button}>
          {current?.name ?? t('saved.title')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown p={8} aria-label={t('saved.title')}>
        <Loaded query={query} skeleton={64}>
          {(all) => <Views all={all} current={current} read={read} onDone={close} />}
        </Loaded>
      </Popover.Dropdown>
    </Popover>
  )
}

/** A kept state as the page reads it; what an older console kept and cannot be read falls away. */
function useRead() {
  const router = useRouter()
  return ({ state }: SavedView): ExplorerSearch => v.parse(explorerSearch, router.options.parseSearch!(`?${state}`))
}

type ViewsProps = { all: SavedView[]; current: SavedView | undefined; read: (view: SavedView) => ExplorerSearch; onDone: () => void }

function Views({ all, current, read, onDone }: ViewsProps) {
  const { t } = useTranslation('explorer')
  const groups = [
    { name: t('saved.own'), views: all.filter(({ shared }) => !shared) },
    { name: t('saved.shared'), views: all.filter(({ shared }) => shared) },
  ].filter(({ views }) => views.length > 0)
  return (
    <div className={classes.views}>
      <SaveForm taken={all.map(({ name }) => name)} onDone={onDone} />
      {groups.length === 0 && <p className={classes.none}>{t('saved.none')}</p>}
      {groups.map(({ name, views }) => (
        <section key={name} aria-label={name}>
          <h3 className={classes.group}>{name}</h3>
          <ul className={classes.list}>
            {views.map((view) => (
              <SavedViewRow key={view.id} view={view} search={read(view)} isCurrent={view === current} onOpen={onDone} />
            ))}
          </ul>
        </section>
      ))}
    </div>
  )
}
