import { afterEach, expect, test, vi } from 'vitest'
import { countTime } from './budget.js'

afterEach(() => void vi.restoreAllMocks())

/** A budget on a clock that only what is done moves on, and who was shed. */
function budgetOf(ms: number): { spend(owner: string, ms: number): void; shed: string[] } {
  let now = 1
  vi.spyOn(performance, 'now').mockImplementation(() => now)
  const shed: string[] = []
  const { enter, leave } = countTime(ms, ['core', 'errors'], (owner) => void shed.push(owner))
  const spend = (owner: string, took: number): void => {
    const began = enter()
    now += took
    leave(owner, began)
  }
  return { spend, shed }
}

test('sheds the dearest collector over the budget, and each once', () => {
  const { spend, shed } = budgetOf(10)
  spend('scroll', 1)
  for (let round = 0; round < 5; round++) spend('resources', 3)
  expect(shed).toEqual(['resources'])
  for (let round = 0; round < 5; round++) spend('resources', 3)
  expect(shed).toEqual(['resources'])
})

test('sheds nothing for one callback that the machine kept waiting', () => {
  const { spend, shed } = budgetOf(10)
  spend('resources', 400)
  spend('scroll', 300)
  expect(shed).toEqual([])
  spend('resources', 400)
  expect(shed).toEqual(['resources'])
})

test('never sheds errors, nor the core', () => {
  const { spend, shed } = budgetOf(10)
  for (let round = 0; round < 50; round++) ['errors', 'core'].forEach((owner) => spend(owner, 3))
  expect(shed).toEqual([])
})
