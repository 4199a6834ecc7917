/** Saves a form, and says how that is going: nothing is shown as saved before the server says so. */
import { Button } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'
import type { UseMutationResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

import { useSentence } from '~/ui/Loaded'
import classes from './settings.module.css'

type Props = {
  saving: Pick<UseMutationResult<unknown, Error, never>, 'isPending' | 'isError' | 'isSuccess' | 'error'>
  changed: boolean
  mayWrite: boolean
  onDiscard: () => void
  /** Whether what is wrong stands at its field already. */
  told?: boolean
  /** A button that saves instead, where that needs to be asked once more. */
  children?: ReactNode
}

/** Stands at the end of a `<form>`, whose submit does it. */
export function SaveBar({ saving, changed, mayWrite, onDiscard, told = false, children }: Props) {
  const { t } = useTranslation('applications')
  const sentence = useSentence(saving.error)
  const saved = saving.isSuccess && !changed
  return (
    <div className={classes.save}>
      {children || (
        <Button type="submit" loading={saving.isPending} disabled={!changed || !mayWrite}>
          {t('save.save')}
        </Button>
      )}
      {changed && !saving.isPending && (
        <Button variant="subtle" color="gray" onClick={onDiscard}>
          {t('save.discard')}
        </Button>
      )}
      <span role="status" className={saved ? 'good' : 'muted'}>
        {saving.isPending ? t('save.saving') : changed ? t('save.unsaved') : saved && <Saved text={t('save.saved')} />}
      </span>
      {saving.isError && !saving.isPending && !told && (
        <span role="alert" className="poor">
          {sentence}
        </span>
      )}
    </div>
  )
}

function Saved({ text }: { text: string }) {
  return (
    <>
      <IconCheck size={13} aria-hidden /> {text}
    </>
  )
}
