import { expect, test } from 'vitest'

import { OTHER, type Cell } from '~/api/ask'
import { groupOf } from './groups'
import { bound, isPart, markText, onlyMark, withoutMark } from './mark'

const names = (...values: Cell[]) => groupOf(['view.name'], values)
const pairs = (...values: Cell[]) => groupOf(['view.name', 'device.type'], values)

test('a value is asked for, or left out', () => {
  const mark = { group: names('/cart') }
  expect(onlyMark('', mark)).toBe('view.name:/cart')
  expect(onlyMark('view.name:/ device.type:mobile', mark)).toBe('view.name:/cart device.type:mobile')
  expect(withoutMark('', mark)).toBe('-view.name:/cart')
  expect(withoutMark('-view.name:/', mark)).toBe('-view.name:(/ OR /cart)')
})

test('no value is a question too', () => {
  expect(onlyMark('', { group: names(null) })).toBe('-view.name:*')
  expect(withoutMark('', { group: names(null) })).toBe('view.name:*')
})

test('other is what the named ones are not', () => {
  const named = [names('/'), names('/a b'), names(null), names(OTHER)]
  expect(onlyMark('', { group: names(OTHER), named })).toBe('view.name:* -view.name:(/ OR "/a b")')
  expect(withoutMark('env:x', { group: names(OTHER), named: named.slice(0, 1) })).toBe('env:x -(-view.name:/)')
})

test('several groups are asked for together', () => {
  expect(onlyMark('', { group: pairs('/', 'mobile') })).toBe('view.name:/ device.type:mobile')
  expect(withoutMark('', { group: pairs('/', 'mobile') })).toBe('-(view.name:/ device.type:mobile)')
})

test('other within a group is what is not named under it', () => {
  const named = [pairs('/', 'mobile'), pairs('/', 'tv'), pairs('/cart', 'desktop'), pairs('/', OTHER)]
  expect(markText({ group: pairs('/', OTHER), named })).toBe('view.name:/ -device.type:(mobile OR tv)')
})

test('the folded rest of several groups is none of those that are shown', () => {
  const named = [pairs('/', 'mobile'), pairs('/cart', 'tv'), pairs(OTHER, OTHER)]
  expect(markText({ group: pairs(OTHER, OTHER), named })).toBe('-(view.name:/ device.type:mobile) -(view.name:/cart device.type:tv)')
})

test('a bucket is a range without its upper end', () => {
  const bucket = { field: 'view.first_byte', unit: 'ns', from: 200e6, to: 400e6 }
  expect(onlyMark('', { bucket })).toBe('view.first_byte:>=200ms view.first_byte:<400ms')
  expect(onlyMark('', { bucket: { ...bucket, to: null } })).toBe('view.first_byte:>=200ms')
  expect(withoutMark('', { bucket })).toBe('-(view.first_byte:>=200ms view.first_byte:<400ms)')
})

test('numbers are written exactly', () => {
  expect([0, 1500, 2.5e9, 1e6, 1234567, 120e9].map((value) => bound(value, 'ns'))).toEqual(['0', '1.5us', '2.5s', '1ms', '1234.567us', '120s'])
  expect(bound(0.05, '')).toBe('0.05')
})

test('a mark of time alone is no filter', () => {
  expect(isPart({})).toBe(false)
  expect(onlyMark('env:x', {})).toBe('env:x')
})
