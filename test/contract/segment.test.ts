import { createRequire } from 'node:module'
import { type SegmentBody, segment } from '@askfirst/formats/segment'
import { Analytics, type PageParams, type TrackParams } from '@segment/analytics-node'
import { describe, expect, test } from 'vitest'
import { batch, chunk, event, keepsContract } from './contract.ts'
import { fakeSegment } from './fakes/segment.ts'
import { sendThrough } from './fakes/serveA.ts'

const NOW = Date.UTC(2026, 5, 15, 12)
const KEY = 'write-key'
const format = segment({ writeKey: KEY })
const vendor = createRequire(createRequire(import.meta.url).resolve('@segment/analytics-node'))
const { validateEvent, assertUserIdentity } = vendor('@segment/analytics-core')

function bodyOf(lines: readonly string[]): SegmentBody {
  return JSON.parse(format.encode(batch(chunk(lines)), { pageEnd: true })!.body)
}

keepsContract({
  name: 'segment',
  make: () => format,
  read: ({ body }) =>
    (JSON.parse(body) as SegmentBody).batch.map(({ type, event, messageId, timestamp }) => ({
      name: type === 'track' ? event! : type,
      id: messageId,
      at: Date.parse(timestamp),
    })),
  page: 'page',
  consent: ({ body }) => (JSON.parse(body) as SegmentBody).batch.map(({ context }) => context['consent']),
  consented: [{ categoryPreferences: { measurement: true } }],
  suppresses: /"ip":"0\.0\.0\.0"/,
  answers: {
    200: 'accepted',
    202: 'accepted',
    204: 'accepted',
    402: 'drop',
    408: 'retry',
    410: 'retry',
    415: 'drop',
    460: 'retry',
    501: 'drop',
    505: 'drop',
    511: 'drop',
  },
  accepted: { status: 200, retryAfter: null, body: '{"success":true}' },
  replies: [
    ["a proxy's page", { body: '\n<html>' }, { kind: 'retry', after: undefined }],
    [
      'a reset that only Segment tells',
      { status: 429, header: (name) => (name === 'x-ratelimit-reset' ? '9' : null) },
      { kind: 'retry', after: 9_000 },
    ],
    ['a reset far ahead', { status: 429, header: () => '99999' }, { kind: 'retry', after: 300_000 }],
    ['a reset that is no number', { status: 429, header: () => 'soon' }, { kind: 'retry', after: undefined }],
    [
      'Retry-After before a reset',
      { status: 429, retryAfter: '7', header: () => '9' },
      { kind: 'retry', after: 7_000 },
    ],
  ],
})

describe('segment', () => {
  test('a page view and an event, whole', () => {
    const view = { url: 'https://shop.example/a/b?c=d#e', title: 'A', referrer: 'https://news.example/' }
    const {
      writeKey,
      sentAt,
      batch: events,
    } = bodyOf([event('page', view), event('vital', { metric: 'LCP', value: 9 })])
    expect({ writeKey, sentAt }).toEqual({ writeKey: KEY, sentAt: '2026-06-15T12:00:00.000Z' })
    const context = {
      library: { name: 'askfirst' },
      ip: '0.0.0.0',
      consent: { categoryPreferences: { measurement: true } },
    }
    const common = {
      anonymousId: '00010203-0405-8607-8809-0a0b0c0d0e0f',
      timestamp: '2026-06-15T11:59:00.000Z',
      context,
    }
    expect(events).toEqual([
      {
        ...common,
        type: 'page',
        messageId: '00010203-0405-8607-8809-0a0b0c0d0e0a',
        properties: { ...view, path: '/a/b', search: '?c=d' },
      },
      {
        ...common,
        type: 'track',
        event: 'vital',
        messageId: '00010203-0405-8607-8809-0a0b0c0d0e09',
        properties: { metric: 'LCP', value: 9 },
      },
    ])
  })

  test.each(['x'.repeat(40_000), '日本'.repeat(8_000), '%'.repeat(12_000)])(
    'the largest properties go until Segment takes the event (%#)',
    (long) => {
      const [one, other] = bodyOf([
        event('a', { kept: 1, long, longer: `${long}${long}` }),
        event('b', { kept: 2 }),
      ]).batch
      expect(Object.keys(one!.properties)).toEqual(long.length === 12_000 ? ['kept', 'long'] : ['kept'])
      expect(other!.properties).toEqual({ kept: 2 })
    },
  )

  test("its own client's validator takes what we send, and its types", () => {
    const { batch: events } = bodyOf([event('page', { url: '/odd', title: '' }), event('signup', { n: 3 })])
    const typed: readonly (PageParams | TrackParams)[] = events
    for (const one of typed) {
      validateEvent(one)
      assertUserIdentity(one)
    }
    expect(events.map(({ type }) => type)).toEqual(['page', 'track'])
    expect(() => validateEvent({ ...events[1], event: undefined })).toThrow('.event is not a string')
  })

  test.each([
    [{}, 'writeKey must be'],
    [undefined, 'writeKey must be'],
    [{ writeKey: ['sgp', 'abc'].join('_') }, 'secret token'],
    [{ writeKey: KEY, url: 'api.segment.io' }, 'url must be'],
  ])('throws when configured wrong: %o', (options, fix) => {
    expect(() => segment(options as never)).toThrow(
      expect.objectContaining({ code: 'format', message: expect.stringContaining(fix) }),
    )
  })
})

describe('segment through its fake', () => {
  test('stores without the address, corrects the clock, knows a repetition for a day', async () => {
    let now = NOW + 5_000
    const fake = await fakeSegment(KEY, () => now)
    const through = segment({ writeKey: KEY, url: `${fake.origin}/v1/b` })
    const lines = [event('page', { url: 'https://shop.example/' }), event('signup', { note: '\ud800' }, 250)]
    fake.next = [{ status: 500 }]
    expect(await sendThrough(through, lines)).toEqual({ kind: 'retry', after: undefined })
    for (let n = 0; n < 2; n++) expect(await sendThrough(through, lines)).toEqual({ kind: 'accepted' })
    expect([...fake.stored.values()].map(({ address, corrected }) => [address, corrected])).toEqual([
      ['0.0.0.0', NOW + 5_000 - 60_000],
      ['0.0.0.0', NOW + 5_000 - 59_750],
    ])
    now += 86_400_000
    await sendThrough(through, lines)
    expect([...fake.stored.values()][0]!.corrected).toBe(now - 60_000)
    expect(fake.dropped).toBe(0)
  })

  test('what is too long is stored without what made it so; a wrong key is dropped behind a 200', async () => {
    const fake = await fakeSegment(KEY, () => NOW)
    const url = `${fake.origin}/v1/batch`
    expect(
      await sendThrough(segment({ writeKey: KEY, url }), [event('a', { long: '日'.repeat(20_000) })]),
    ).toEqual({
      kind: 'accepted',
    })
    expect([...fake.stored.values()].map(({ properties }) => properties)).toEqual([{}])
    expect(await sendThrough(segment({ writeKey: 'other', url }), [event('b')])).toEqual({ kind: 'accepted' })
    expect(fake.dropped).toBe(1)
    const broken = await sendThrough(segment({ writeKey: KEY, url }), [event('c')], (body) => body.slice(1))
    expect(broken).toEqual({ kind: 'drop', reason: 'refused' })
    const padding = `"properties":{"pad":"${'x'.repeat(33_000)}",`
    const padded = (body: string): string => body.replace('"properties":{', padding)
    const heavy = await sendThrough(segment({ writeKey: KEY, url }), [event('c', { n: 1 })], padded)
    expect(heavy).toEqual({ kind: 'drop', reason: 'refused' })
    expect(fake.stored.size).toBe(1)
    const large = await sendThrough(segment({ writeKey: KEY, url }), [event('d')], (body) =>
      body.padEnd(500_001),
    )
    expect(large).toEqual({ kind: 'drop', reason: 'refused' })
  })

  test("takes what Segment's own client sends, and what that makes of ours is ours", async () => {
    const fake = await fakeSegment(KEY, Date.now)
    const client = new Analytics({ writeKey: KEY, host: fake.origin, flushAt: 2, maxRetries: 0 })
    const [view, signup] = bodyOf([
      event('page', { url: 'https://shop.example/' }),
      event('signup', { n: 3 }),
    ]).batch
    client.page({ ...view!, timestamp: new Date(view!.timestamp) })
    client.track({ ...signup!, event: signup!.event!, timestamp: new Date(signup!.timestamp) })
    await client.closeAndFlush({ timeout: 5_000 })
    expect(fake.dropped).toBe(0)
    const stored = [...fake.stored.values()]
    expect(stored.map(({ messageId }) => messageId)).toEqual([view!.messageId, signup!.messageId])
    for (const [n, { context, ...ours }] of [view!, signup!].entries()) {
      expect(stored[n]).toMatchObject(ours)
      expect(stored[n]!.context).toMatchObject({ ip: context['ip'], consent: context['consent'] })
    }
  })
})
