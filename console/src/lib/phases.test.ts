import { expect, it } from 'vitest'

import { phases } from './phases'

const resource = (parts: { [key: string]: number | { start: number; duration: number } }) => ({ type: 'resource', resource: parts })

it('cuts TLS out of connecting, and names the time before the first phase', () => {
  const event = resource({
    duration: 100,
    dns: { start: 10, duration: 5 },
    connect: { start: 15, duration: 30 },
    ssl: { start: 25, duration: 20 },
    first_byte: { start: 45, duration: 40 },
    download: { start: 85, duration: 15 },
  })
  expect(phases(event)).toEqual([
    { name: 'waiting', from: 0, to: 10 },
    { name: 'dns', from: 10, to: 15 },
    { name: 'connect', from: 15, to: 25 },
    { name: 'ssl', from: 25, to: 45 },
    { name: 'first_byte', from: 45, to: 85 },
    { name: 'download', from: 85, to: 100 },
  ])
})

it('knows nothing where the browser tells nothing', () => {
  expect(phases(resource({ duration: 100 }))).toEqual([])
  expect(phases(resource({ duration: 100, dns: { start: 0, duration: 0 } }))).toEqual([])
})

it('stays inside the resource', () => {
  const event = resource({ duration: 50, download: { start: 0, duration: 80 } })
  expect(phases(event)).toEqual([{ name: 'download', from: 0, to: 50 }])
})
