/**
 * A button for what cannot be undone: it asks once more, names the consequence, and when the
 * thing is precious has its name typed. Stays open while it is being done, and when that failed.
 */
import { Button, Group, Modal, TextInput, type ButtonProps } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

import classes from './Confirm.module.css'
import { useSentence } from './Loaded'

type Props = {
  /** On the button, and on the one that does it. */
  verb: string
  /** What is asked, as a heading. */
  title: string
  /** What follows from it. */
  children: ReactNode
  /** A text that must be typed first. */
  typed?: { label: string; value: string }
  onConfirm: () => Promise<unknown>
  disabled?: boolean
  /** The button's name for those who cannot see what it stands beside. */
  label?: string
  button?: Pick<ButtonProps, 'variant' | 'size'>
}

export function Confirm({ verb, title, children, typed, onConfirm, disabled, label, button }: Props) {
  const [opened, { open, close }] = useDisclosure(false)
  return (
    <>
      <Button variant="default" {...button} disabled={disabled} onClick={open} aria-label={label}>
        {verb}
      </Button>
      <Modal opened={opened} onClose={close} title={title} centered classNames={{ title: classes.title }}>
        <Question verb={verb} typed={typed} onConfirm={onConfirm} onDone={close}>
          {children}
        </Question>
      </Modal>
    </>
  )
}

type QuestionProps = Pick<Props, 'verb' | 'children' | 'typed' | 'onConfirm'> & { onDone: () => void }

function Question({ verb, children, typed, onConfirm, onDone }: QuestionProps) {
  const { t } = useTranslation()
  const [text, setText] = useState('')
  const [state, setState] = useState<{ pending: boolean; error: unknown }>({ pending: false, error: undefined })
  const sentence = useSentence(state.error)
  const confirm = async () => {
    setState({ pending: true, error: undefined })
    try {
      await onConfirm()
      onDone()
    } catch (error) {
      setState({ pending: false, error })
    }
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        void confirm()
      }}
    >
      {children}
      {typed && (
        <TextInput mt="sm" label={typed.label} value={text} onChange={(event) => setText(event.currentTarget.value)} data-autofocus autoComplete="off" />
      )}
      {state.error !== undefined && (
        <p role="alert" className="poor">
          {sentence}
        </p>
      )}
      <Group justify="flex-end" mt="lg" gap="sm">
        <Button variant="default" onClick={onDone}>
          {t('cancel')}
        </Button>
        <Button type="submit" className={classes.danger} loading={state.pending} disabled={typed !== undefined && text.trim() !== typed.value}>
          {verb}
        </Button>
      </Group>
    </form>
  )
}
