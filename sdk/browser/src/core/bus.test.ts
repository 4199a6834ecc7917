import { afterEach, expect, test, vi } from 'vitest'
import { createBuses, type Bus } from './bus.js'
import type { Options } from './options.js'

afterEach(() => void vi.restoreAllMocks())

/** Buses on a clock that only what is done moves on, and what they shed. */
function busesOn(costBudget: number): { of(owner: string): Bus; spend(owner: string, ms: number): void; shed: string[] } {
  let now = 0
  vi.spyOn(performance, 'now').mockImplementation(() => now)
  const buses = createBuses({ costBudget } as Options, () => {})
  const shed: string[] = []
  buses.of('core').on('shed', (name) => void shed.push(name))
  return { of: buses.of, shed, spend: (owner, ms) => buses.of(owner).guard(() => void (now += ms))() }
}

test('sheds the dearest collector over the budget, and each once', () => {
  const { spend, shed } = busesOn(10)
  spend('scroll', 1)
  for (let round = 0; round < 5; round++) spend('resources', 3)
  expect(shed).toEqual(['resources'])
  for (let round = 0; round < 5; round++) spend('resources', 3)
  expect(shed).toEqual(['resources'])
})

test('sheds nothing for one callback that the machine kept waiting', () => {
  const { spend, shed } = busesOn(10)
  spend('resources', 400)
  spend('scroll', 300)
  expect(shed).toEqual([])
  spend('resources', 400)
  expect(shed).toEqual(['resources'])
})

test('never sheds errors, nor the core', () => {
  const { spend, shed } = busesOn(10)
  for (let round = 0; round < 50; round++) ['errors', 'core'].forEach((owner) => spend(owner, 3))
  expect(shed).toEqual([])
})
