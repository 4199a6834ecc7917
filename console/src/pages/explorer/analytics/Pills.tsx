/** The parts of a question that can be changed: words that are pressed, and a list or fields to choose from. */
import { Menu, Popover } from '@mantine/core'
import { IconChevronDown } from '@tabler/icons-react'
import { forwardRef, useState, type ButtonHTMLAttributes, type ReactNode } from 'react'

import type { EventName } from '~/search-params'
import type { Purpose } from './field-choice'
import { FieldList } from './FieldList'
import classes from './QuestionLine.module.css'

type PillProps = ButtonHTMLAttributes<HTMLButtonElement> & { quiet?: boolean }

export const Pill = forwardRef<HTMLButtonElement, PillProps>(function Pill({ quiet, children, className = '', ...props }, ref) {
  return (
    <button ref={ref} type="button" {...props} className={`${classes.pill} ${className}`} data-quiet={quiet || undefined}>
      <span>{children}</span>
      {!quiet && <IconChevronDown size={12} aria-hidden />}
    </button>
  )
})

type ChoiceProps<T> = { label: string; value: T; options: readonly T[]; text: (value: T) => string; onChange: (value: T) => void; shown?: ReactNode }

/** One of a few. */
export function ChoicePill<T extends string | number | undefined>({ label, value, options, text, onChange, shown }: ChoiceProps<T>) {
  return (
    <Menu>
      <Menu.Target>
        <Pill aria-label={`${label}: ${text(value)}`}>{shown ?? text(value)}</Pill>
      </Menu.Target>
      <Menu.Dropdown>
        {options.map((option) => (
          <Menu.Item key={String(option)} data-chosen={option === value || undefined} className={classes.option} onClick={() => onChange(option)}>
            {text(option)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}

type FieldPillProps = { event: EventName; purpose: Purpose; label: string; taken?: readonly string[]; quiet?: boolean; onChoose: (field: string) => void; children: ReactNode }

/** One of many fields. */
export function FieldPill({ event, purpose, label, taken, quiet, onChoose, children }: FieldPillProps) {
  const [opened, open] = useState(false)
  return (
    <Popover opened={opened} onChange={open} width={380} position="bottom-start" shadow="md" trapFocus returnFocus withinPortal>
      <Popover.Target>
        <Pill aria-label={label} quiet={quiet} aria-haspopup="listbox" onClick={() => open(!opened)}>
          {children}
        </Pill>
      </Popover.Target>
      <Popover.Dropdown p={8}>
        <FieldList
          event={event}
          purpose={purpose}
          label={label}
          taken={taken}
          onChoose={(field) => {
            open(false)
            onChoose(field)
          }}
        />
      </Popover.Dropdown>
    </Popover>
  )
}
