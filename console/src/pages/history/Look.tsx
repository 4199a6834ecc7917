/** A field for a text to look for; told once the typing pauses. `/` leads into it. */
import { TextInput } from '@mantine/core'
import { IconSearch, IconX } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { useShortcut } from '~/lib/shortcuts'
import classes from './Filters.module.css'

const TYPED_MS = 150

type Props = { label: string; text: string; onLook: (text: string) => void }

export function Look({ label, text, onLook }: Props) {
  const { t } = useTranslation('history')
  const [typed, type] = useState(text)
  const input = useRef<HTMLInputElement>(null)
  useShortcut('/', label, () => input.current?.focus())
  useEffect(() => type(text), [text])
  useEffect(() => {
    if (typed === text) return
    const timer = setTimeout(() => onLook(typed), TYPED_MS)
    return () => clearTimeout(timer)
  }, [typed])
  return (
    <TextInput
      ref={input}
      className={classes.look}
      type="search"
      placeholder={label}
      aria-label={label}
      leftSection={<IconSearch size={14} aria-hidden />}
      rightSection={
        typed && (
          <button type="button" className={classes.clear} aria-label={t('lookNoMore')} onClick={() => type('')}>
            <IconX size={14} aria-hidden />
          </button>
        )
      }
      value={typed}
      onChange={({ currentTarget }) => type(currentTarget.value)}
    />
  )
}
