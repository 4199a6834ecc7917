import { expect, test } from 'vitest'
import { createBuses } from './bus.js'
import type { Options } from './options.js'

const make = (): ReturnType<typeof createBuses> => createBuses({ allowUntrustedEvents: true } as Options, {})

test('a stopped owner hears nothing any more, others do', () => {
  const { of } = make()
  const [one, other] = [of('one'), of('other')]
  const heard: string[] = []
  one.on('activity', () => heard.push('one'))
  one.listen(window, ['online'], () => heard.push('one online'))
  other.on('activity', () => heard.push('other'))
  const later = one.guard(() => heard.push('one later'))
  one.stop()
  other.tell('activity', undefined)
  dispatchEvent(new Event('online'))
  later()
  expect(heard).toEqual(['other'])
})

test('nothing that is thrown gets out, and what is given back does', () => {
  const { guard } = make().of('one')
  expect(guard(() => { throw new Error('ours') })()).toBeUndefined()
  expect(guard((n: number) => n + 1)(1)).toBe(2)
})

test('patches a method where the object has it from, and takes the patch out again', () => {
  class Base { say(): string { return 'base' } }
  const original = Base.prototype.say
  const bus = make().of('one')
  bus.patch(new Base(), 'say', (say) => function (this: Base) { return `${say.call(this)} patched` })
  expect(new Base().say()).toBe('base patched')
  bus.stop()
  expect(Base.prototype.say).toBe(original)
})

test('leaves a patch that lies over its own where it is, and passes through', () => {
  const object = { say: () => 'base' }
  const bus = make().of('one')
  bus.patch(object, 'say', (say) => () => `${say()} ours`)
  const ours = object.say
  object.say = () => `${ours()} theirs`
  expect(object.say()).toBe('base ours theirs')
  bus.stop()
  expect(object.say()).toBe('base theirs')
})
