import { describe, expect, it } from 'vitest'

import type { EventJson } from '~/api/queries'
import { history, holds, leadingUp } from './history'
import { filtered, rows } from './rows'

const START = 1_700_000_000_000
const view = (id: string, at: number, length?: number): EventJson => ({
  type: 'view', date: START + at, view: { id, name: `/${id}`, ...(length === undefined ? {} : { time_spent: length * 1e6 }) },
})
const of = (type: string, id: string, at: number, more: EventJson = {}, of_view = 'a'): EventJson => ({
  type, date: START + at, view: { id: of_view, name: `/${of_view}` }, [type]: { id, ...more },
})

describe('a history', () => {
  const events = [
    view('a', 0, 5000),
    of('resource', 'r1', 10, { url: 'https://x.example/app.js', duration: 40e6 }),
    of('action', 'click', 3000, { target: { name: 'Pay' } }),
    of('error', 'e', 3100, { message: 'Payment failed' }),
    view('b', 5000),
    of('resource', 'r2', 5100, { url: 'https://x.example/b', duration: 900e6, status_code: 500 }, 'b'),
  ]

  it('puts everything on one axis, from the first event', () => {
    const made = history(events)
    expect(made.start).toBe(START)
    expect(made.length).toBe(6000)
    expect(made.items.map(({ key, at, end }) => [key, at, end])).toEqual([
      ['a', 0, 5000], ['r1', 10, 50], ['click', 3000, 3000], ['e', 3100, 3100], ['b', 5000, 5000], ['r2', 5100, 6000],
    ])
    expect(made.counts.resource).toBe(2)
  })

  it('measures a view by what it says, else by what happened in it', () => {
    expect(history(events).views.map(({ id, at, end, items }) => [id, at, end, items.length])).toEqual([['a', 0, 5000, 3], ['b', 5000, 6000, 1]])
  })

  it('knows a view whose own event is missing', () => {
    const [lost] = history(events.slice(5)).views
    expect(lost).toMatchObject({ id: 'b', name: '/b', item: undefined })
  })

  it('keeps what is missing missing', () => {
    const made = history([of('action', 'x', 0), { message: 'a log', date: START + 5 }, { message: 'a log', date: START + 5 }])
    expect(made.byKey.get('x')!.durationNs).toBeUndefined()
    expect(new Set(made.items.map(({ key }) => key)).size).toBe(3)
    expect(history([]).items).toEqual([])
    expect(history([{ type: 'view' }]).items).toEqual([])
  })

  it('marks what went wrong', () => {
    expect(history(events).items.filter(({ bad }) => bad).map(({ key }) => key)).toEqual(['e', 'r2'])
  })

  it('finds items by what they are, not by where they happened', () => {
    const { byKey } = history(events)
    expect(holds(byKey.get('r1')!, 'app.js')).toBe(true)
    expect(holds(byKey.get('r1')!, '/a')).toBe(true) // in its address
    expect(holds(byKey.get('click')!, '/a')).toBe(false)
    expect(holds(byKey.get('a')!, '/a')).toBe(true)
  })

  it('shows what led up to an error', () => {
    const made = history(events)
    expect(leadingUp(made, made.byKey.get('e')!)).toEqual({ from: 0, to: 3350 })
    expect(leadingUp(made, made.byKey.get('e')!, 1).from).toBe(2750)
  })
})

describe('the rows of the list', () => {
  const many = history([
    view('a', 0, 5000),
    ...[1, 2, 3, 4].map((n) => of('resource', `r${n}`, n, { duration: n * 1e6, transfer_size: 10 })),
    of('long_task', 'l', 6, { duration: 60e6 }),
    of('resource', 'bad', 7, { status_code: 404 }),
    of('resource', 'alone', 8),
  ]).items
  const keys = (open: string[], selected?: string) => rows(many, true, new Set(open), selected).map(({ key }) => key)

  it('fold runs of background, and never what failed', () => {
    expect(keys([])).toEqual(['a', 'group-r1', 'bad', 'alone'])
    const [, group] = rows(many, true, new Set(), undefined)
    expect(group).toMatchObject({ group: { counts: [{ kind: 'resource', count: 4 }, { kind: 'long_task', count: 1 }], bytes: 40, longest: { key: 'r4' } } })
  })

  it('open by a click, and for the selected item', () => {
    const open = ['a', 'group-r1', 'r1', 'r2', 'r3', 'r4', 'l', 'bad', 'alone']
    expect(keys(['group-r1'])).toEqual(open)
    expect(keys([], 'r3')).toEqual(open)
  })

  it('are not folded while something is looked for', () => {
    const found = filtered(many, { hide: new Set(['view', 'long_task']), text: '' })
    expect(rows(found, false, new Set(), undefined)).toHaveLength(6)
  })
})
