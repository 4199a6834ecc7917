/** A part of a page with a heading: the only box that pages put things into. */
import type { ReactNode } from 'react'

import classes from './Panel.module.css'

type Props = {
  title: string
  /** Beside the heading: a count, a link, a switch. */
  aside?: ReactNode
  /** Whether what is shown is of an earlier question. */
  stale?: boolean
  children: ReactNode
}

export function Panel({ title, aside, stale = false, children }: Props) {
  return (
    <section className={classes.panel} aria-label={title}>
      <header className={classes.header}>
        <h2 className={classes.title}>{title}</h2>
        {aside}
      </header>
      <div className={stale ? classes.stale : undefined} aria-busy={stale}>
        {children}
      </div>
    </section>
  )
}
