/** The keys that work on this page, and what the pointer can do with charts and values. */
import { Modal } from '@mantine/core'
import { useTranslation } from 'react-i18next'

import { shownKeys, useShortcuts, type Shortcut } from '~/lib/shortcuts'
import classes from './HelpSheet.module.css'

const POINTER = ['click', 'altClick', 'drag', 'escape'] as const

export function HelpSheet({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('shell')
  const common = useTranslation()
  const shortcuts = useShortcuts()
  const isMac = shownKeys('mod+k')[0] === '⌘'
  return (
    <Modal opened onClose={onClose} title={t('help.title')} size={640} transitionProps={{ duration: 0 }} classNames={{ content: classes.content, title: classes.title }} closeButtonProps={{ 'aria-label': common.t('close') }}>
      <List shortcuts={shortcuts.filter((one) => !isPage(one)).toSorted((a, b) => Number(b.keys.includes('+')) - Number(a.keys.includes('+')))} />
      {shortcuts.some(isPage) && <h3 className={classes.heading}>{t('help.pages')}</h3>}
      <List shortcuts={shortcuts.filter(isPage)} />
      <h3 className={classes.heading}>{t('help.pointer')}</h3>
      <dl className={classes.list}>
        {POINTER.map((name) => (
          <Row key={name} keys={[name === 'escape' ? 'Esc' : t(`help.${name}.keys`, { alt: isMac ? '⌥' : 'Alt' })]} said={t(`help.${name}.said`)} />
        ))}
      </dl>
    </Modal>
  )
}

const isPage = ({ keys }: Shortcut) => keys.startsWith('g ')

function List({ shortcuts }: { shortcuts: readonly Shortcut[] }) {
  return (
    <dl className={classes.list}>
      {shortcuts.map(({ keys, description }) => (
        <Row key={keys} keys={shownKeys(keys)} said={description} />
      ))}
    </dl>
  )
}

function Row({ keys, said }: { keys: string[]; said: string }) {
  return (
    <div className={classes.row}>
      <dt>{keys.map((key, index) => <kbd key={index}>{key}</kbd>)}</dt>
      <dd>{said}</dd>
    </div>
  )
}
