/** Keeps what is seen under a name, for oneself or for everybody. */
import { Button, Checkbox, Group, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { useSentence } from '~/ui/Loaded'
import { useExplorer } from '../use-explorer'
import { useSavedViewChanges } from './saved-views'
import { useStateText } from './use-state-text'

const NAME_MAX = 80

export function SaveForm({ taken, onDone }: { taken: readonly string[]; onDone: () => void }) {
  const { t } = useTranslation('explorer')
  const { applicationId } = useExplorer()
  const { create } = useSavedViewChanges(applicationId)
  const state = useStateText()
  const [name, setName] = useState('')
  const [shared, setShared] = useState(false)
  const sentence = useSentence(create.error)
  const said = name.trim()
  const problem = taken.includes(said) ? t('saved.taken') : create.isError ? sentence : undefined
  return (
    <form
      aria-label={t('saved.save')}
      onSubmit={(event) => {
        event.preventDefault()
        create.mutate({ name: said, state, shared }, { onSuccess: onDone })
      }}
    >
      <TextInput
        label={t('saved.name')}
        placeholder={t('saved.example')}
        maxLength={NAME_MAX}
        required
        withAsterisk={false}
        value={name}
        error={problem}
        onChange={({ currentTarget }) => setName(currentTarget.value)}
        data-autofocus
        autoComplete="off"
      />
      <Group justify="space-between" mt={8}>
        <Checkbox label={t('saved.forAll')} checked={shared} onChange={({ currentTarget }) => setShared(currentTarget.checked)} />
        <Button type="submit" loading={create.isPending} disabled={said === '' || taken.includes(said)}>
          {t('saved.save')}
        </Button>
      </Group>
    </form>
  )
}
