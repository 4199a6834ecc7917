import { expect, it } from 'vitest'

import { narrow, sections } from './event-sections'

const event = {
  type: 'resource',
  date: 1,
  resource: { url: 'https://a.example/x.js', duration: 5 },
  view: { id: 'v' },
  usr: { id: 'u' },
  _dd: { drift: 0 },
  mine: { own: true },
}

it('puts every value into one section, in their order', () => {
  expect(sections(event).map(({ name, values }) => [name, values.map(({ path }) => path)])).toEqual([
    ['what', ['type', 'date', 'resource.url', 'resource.duration']],
    ['page', ['view.id']],
    ['who', ['usr.id']],
    ['other', ['_dd.drift', 'mine.own']],
  ])
})

it('counts what a view says to what happened', () => {
  expect(sections({ type: 'view', view: { id: 'v' } })).toEqual([
    { name: 'what', values: [{ path: 'type', value: 'view' }, { path: 'view.id', value: 'v' }] },
  ])
})

it('finds by path and by value', () => {
  expect(narrow(sections(event), 'X.JS').flatMap(({ values }) => values.map(({ path }) => path))).toEqual(['resource.url'])
  expect(narrow(sections(event), 'usr').map(({ name }) => name)).toEqual(['who'])
  expect(narrow(sections(event), ' ')).toHaveLength(4)
})
