/** What a link that is passed on carries. */
import { describe, expect, it } from 'vitest'

import { shareLink } from './share-link'

const HREF = 'https://rum.example.com/a/1/explorer?event=view&q=%22a+b%22&range=24h'

describe('shareLink', () => {
  it('carries the zone and keeps the rest', () => {
    const link = new URL(shareLink(HREF, 'Asia/Tokyo'))
    expect(link.searchParams.get('tz')).toBe('Asia/Tokyo')
    expect(link.searchParams.get('q')).toBe('"a b"')
    expect(link.searchParams.get('range')).toBe('24h')
  })
  it('can fix the time', () => {
    const link = new URL(shareLink(HREF, 'UTC', { from: 1, to: 2 }))
    expect([...link.searchParams.keys()]).toEqual(['event', 'q', 'tz', 'from', 'to'])
  })
  it('leaves a fixed time as it is', () => {
    const link = new URL(shareLink('https://a.example/x?from=5&to=6', 'UTC', { from: 1, to: 2 }))
    expect(link.searchParams.get('from')).toBe('5')
  })
})
