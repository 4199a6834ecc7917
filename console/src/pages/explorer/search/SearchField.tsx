/**
 * Where the question's filter is typed: completion, history, the place of a mistake. The text goes
 * out as it was typed; the server alone says what it means.
 */
import { ActionIcon } from '@mantine/core'
import { IconSearch, IconX } from '@tabler/icons-react'
import { useId, useRef } from 'react'
import { useTranslation } from 'react-i18next'

import type { ApiError } from '~/api/client'
import { useShortcut } from '~/lib/shortcuts'
import { highlight } from './highlight'
import classes from './SearchBar.module.css'
import { Suggestions } from './Suggestions'
import { useSearchBar, type Searched } from './use-search-bar'

type Props = {
  /** What is searched, and how its text changes. */
  of: Searched
  /** What the server says of the text that is asked. */
  error?: ApiError
  /** Paths of attributes that were seen in events. */
  attributes?: readonly string[]
}

const NONE: readonly string[] = []

export function SearchField({ of, error, attributes = NONE }: Props) {
  const { t } = useTranslation('explorer')
  const input = useRef<HTMLInputElement>(null)
  const list = useId()
  const bar = useSearchBar(of, input, attributes)
  useShortcut('/', t('keys.search'), () => input.current?.focus())
  const wrong = error && !bar.changed ? error : undefined
  return (
    <search>
      <div className={classes.bar}>
        <div className={classes.field} data-wrong={wrong ? true : undefined}>
          <IconSearch size={15} className={classes.icon} aria-hidden />
          <div className={classes.text}>
            <Mirror text={bar.draft} wrong={wrong?.position} left={bar.scrolled} />
            <input
              ref={input}
              className={classes.input}
              type="text"
              role="combobox"
              aria-label={t('search.label')}
              aria-expanded={bar.isOpen}
              aria-controls={list}
              aria-autocomplete="list"
              aria-activedescendant={bar.isOpen && bar.active >= 0 ? `${list}-${bar.active}` : undefined}
              aria-invalid={wrong ? true : undefined}
              aria-describedby={wrong ? `${list}-wrong` : undefined}
              placeholder={t('search.placeholder')}
              autoComplete="off"
              spellCheck={false}
              value={bar.draft}
              {...bar.handlers}
            />
          </div>
          {bar.draft !== '' ? (
            <ActionIcon className={classes.clear} size="sm" variant="subtle" color="gray" aria-label={t('search.clear')} onClick={bar.clear}>
              <IconX size={14} />
            </ActionIcon>
          ) : (
            <kbd className={classes.key} aria-hidden>/</kbd>
          )}
        </div>
        {bar.isOpen && <Suggestions id={list} suggested={bar.suggested} active={bar.active} onChoose={bar.choose} />}
      </div>
      {wrong && (
        <p id={`${list}-wrong`} className={classes.wrong} role="alert">
          <b>{wrong.message}</b>
          {wrong.suggestion && `: ${wrong.suggestion}`}
        </p>
      )}
    </search>
  )
}

/** The text in colours, under the transparent text of the input. */
function Mirror({ text, wrong, left }: { text: string; wrong: number | undefined; left: number }) {
  return (
    <div className={classes.mirror} style={{ transform: `translateX(${-left}px)`, right: 'auto', overflow: 'visible' }} aria-hidden>
      {highlight(text, wrong).map((piece, index) => (
        <span key={index} className={classes.piece} data-kind={piece.kind} data-wrong={piece.wrong || undefined}>
          {piece.text}
        </span>
      ))}
    </div>
  )
}
