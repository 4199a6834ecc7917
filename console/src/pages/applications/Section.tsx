/** A part of the settings: has an anchor, says what it is for, and carries one thing. */
import type { ReactNode } from 'react'

import classes from './settings.module.css'

type Props = { id: string; title: string; about?: string; children: ReactNode }

export function Section({ id, title, about, children }: Props) {
  return (
    <section id={id} className={classes.section} aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{title}</h2>
      {about && <p className="muted">{about}</p>}
      {children}
    </section>
  )
}
