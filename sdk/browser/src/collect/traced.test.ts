import { expect, it } from 'vitest'
import { propagatorsFor } from './traced.js'

it('takes the propagators of the first entry that matches, in four forms', () => {
  const traced = [
    { match: 'https://b3.test', propagatorTypes: ['b3', 'b3multi'] as const },
    'https://a.test',
    /^https:\/\/c\./,
    (url: string) => url.includes('//d.'),
    { match: /./, propagatorTypes: ['datadog'] as const },
  ] as Parameters<typeof propagatorsFor>[1]
  expect(propagatorsFor('https://b3.test/x', traced)).toEqual(['b3', 'b3multi'])
  for (const host of ['a', 'c', 'd']) expect(propagatorsFor(`https://${host}.test/`, traced)).toEqual(['tracecontext'])
  expect(propagatorsFor('https://else.test/', traced)).toEqual(['datadog'])
  expect(propagatorsFor('https://else.test/', traced.slice(0, 4))).toEqual([])
})
