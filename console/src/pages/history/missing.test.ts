import { expect, it } from 'vitest'

import { history } from './history'
import { missing } from './missing'

const view = { type: 'view', date: 1, view: { id: 'v', resource: { count: 7 }, action: { count: 2 }, error: { count: 0 } } }

it('tells what views counted and nobody has kept', () => {
  expect(missing(history([view]))).toEqual([{ kind: 'action', count: 2 }, { kind: 'resource', count: 7 }])
})

it('says nothing of kinds of which some are there', () => {
  const click = { type: 'action', date: 2, view: { id: 'v' }, action: { id: 'a' } }
  expect(missing(history([view, click])).map(({ kind }) => kind)).toEqual(['resource'])
})
