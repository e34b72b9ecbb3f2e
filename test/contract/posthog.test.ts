import { gzipSync } from 'node:zlib'
import { type PosthogBody, posthog } from '@askfirst/formats/posthog'
import { PostHog } from 'posthog-node'
import { describe, expect, test } from 'vitest'
import { batch, chunk, event, keepsContract } from './contract.ts'
import { fakePosthog } from './fakes/posthog.ts'
import { sendThrough } from './fakes/serveA.ts'

const NOW = Date.UTC(2026, 5, 15, 12)
const KEY = ['phc', 'test'].join('_')
const format = posthog({ apiKey: KEY, host: 'https://eu.i.posthog.com/' })
const refused = { kind: 'drop', reason: 'refused' }

function bodyOf(lines: readonly string[]): PosthogBody {
  return JSON.parse(format.encode(batch(chunk(lines)), { pageEnd: true })!.body)
}

keepsContract({
  name: 'posthog',
  make: () => format,
  read: ({ body }) =>
    (JSON.parse(body) as PosthogBody).batch.map(({ event, uuid, timestamp }) => ({
      name: event,
      id: uuid,
      at: Date.parse(timestamp),
    })),
  page: '$pageview',
  consent: ({ body }) =>
    (JSON.parse(body) as PosthogBody).batch.map(({ properties }) => properties['$process_person_profile']),
  consented: [false],
  suppresses: /"\$ip":null/,
  answers: { 200: 'retry', 202: 'retry', 204: 'accepted' },
  accepted: { status: 200, retryAfter: null, body: '{"status":1}' },
  replies: [
    ['its word by name', { body: '{"status":"Ok"}' }, { kind: 'accepted' }],
    [
      'events over quota',
      { body: '{"status":1,"quota_limited":["events"]}' },
      { kind: 'retry', after: 60_000 },
    ],
    [
      'other products over quota',
      { body: '{"status":1,"quota_limited":["exceptions","survey_responses"]}' },
      { kind: 'acceptedWithDrops', drops: 2 },
    ],
    ['no product over quota', { body: '{"status":1,"quota_limited":[]}' }, { kind: 'accepted' }],
    ["a proxy's page", { body: '<html>' }, { kind: 'retry', after: undefined }],
    ["JSON that is not PostHog's", { body: 'null' }, { kind: 'retry', after: undefined }],
    ['JSON of somebody else', { body: '{"status":"error"}' }, { kind: 'retry', after: undefined }],
  ],
})

describe('posthog', () => {
  test('a page view, a vital and an event, whole', () => {
    const view = {
      url: 'https://shop.example:8443/a?b#c',
      title: 'A',
      referrer: 'https://news.example/',
      token: 'no',
    }
    const { batch: events, ...head } = bodyOf([
      event('page', view),
      event('vital', { metric: 'LCP', value: 1.5, rating: 'good' }),
      event('signup', { plan: 'pro', $ip: '203.0.113.9', $process_person_profile: true }),
    ])
    expect(head).toEqual({ api_key: KEY, sent_at: '2026-06-15T12:00:00.000Z' })
    const quiet = { $process_person_profile: false, $geoip_disable: true, $ip: null }
    expect(events.map(({ event, properties }) => [event, properties])).toEqual([
      [
        '$pageview',
        {
          title: 'A',
          $current_url: view.url,
          $host: 'shop.example:8443',
          $pathname: '/a',
          $referrer: view.referrer,
          ...quiet,
        },
      ],
      ['$web_vitals', { metric: 'LCP', rating: 'good', $web_vitals_LCP_value: 1.5, ...quiet }],
      ['signup', { plan: 'pro', ...quiet }],
    ])
    expect(events[0]).toMatchObject({
      uuid: '00010203-0405-8607-8809-0a0b0c0d0e0a',
      distinct_id: '00010203-0405-8607-8809-0a0b0c0d0e0f',
      timestamp: '2026-06-15T11:59:00.000Z',
    })
  })

  test('a page view without an address has none', () => {
    expect(Object.keys(bodyOf([event('page')]).batch[0]!.properties)).toEqual([
      '$process_person_profile',
      '$geoip_disable',
      '$ip',
    ])
  })

  test.each([
    [{}, "the project's token"],
    [undefined, "the project's token"],
    [{ apiKey: ['phx', 'abc'].join('_'), host: '/ph' }, 'secret key'],
    [{ apiKey: KEY }, 'host must be'],
    [{ apiKey: KEY, host: 'eu.i.posthog.com' }, 'host must be'],
  ])('throws when configured wrong: %o', (options, fix) => {
    expect(() => posthog(options as never)).toThrow(
      expect.objectContaining({ code: 'format', message: expect.stringContaining(fix) }),
    )
  })
})

describe('posthog through its fake', () => {
  test('stores neither address nor place, corrects the clock, knows a repetition, packed or not', async () => {
    const fake = await fakePosthog(KEY, () => NOW + 5_000)
    const through = posthog({ apiKey: KEY, host: fake.host })
    const lines = [event('page', { url: 'https://shop.example/' }), event('signup', { note: '\ud800' }, 250)]
    fake.next = [{ status: 503, headers: { 'retry-after': '3' } }]
    expect(await sendThrough(through, lines)).toEqual({ kind: 'retry', after: 3_000 })
    expect(await sendThrough(through, lines)).toEqual({ kind: 'accepted' })
    fake.well = 'Ok'
    const packed = await sendThrough(through, lines, (body) => new Uint8Array(gzipSync(body)))
    expect(packed).toEqual({ kind: 'accepted' })
    expect(
      [...fake.stored.values()].map(({ address, located, corrected }) => [address, located, corrected]),
    ).toEqual([
      [null, false, NOW + 5_000 - 60_000],
      [null, false, NOW + 5_000 - 59_750],
    ])
    expect(fake.paths).toEqual(['/batch/', '/batch/', '/batch/'])
  })

  test('over quota nothing is lost that can be sent again, and the rest is counted', async () => {
    const fake = await fakePosthog(KEY, () => NOW)
    const through = posthog({ apiKey: KEY, host: fake.host })
    fake.limited = ['events']
    expect(await sendThrough(through, [event('a')])).toEqual({ kind: 'retry', after: 60_000 })
    expect(fake.stored.size).toBe(0)
    fake.limited = ['exceptions']
    const lines = [event('a'), event('$exception')]
    expect(await sendThrough(through, lines)).toEqual({ kind: 'acceptedWithDrops', drops: 1 })
    expect(fake.stored.size).toBe(1)
    fake.limited = []
    expect(await sendThrough(through, lines)).toEqual({ kind: 'accepted' })
    expect(fake.stored.size).toBe(2)
  })

  test('refuses a batch whole, a wrong token, two tokens and what is too large', async () => {
    const fake = await fakePosthog(KEY, () => NOW)
    const through = posthog({ apiKey: KEY, host: fake.host })
    const stop = { kind: 'stop', reason: 'collector answered 401' }
    const nameless = (body: string): string => body.replace('"event":"a"', '"event":""')
    expect(await sendThrough(through, [event('a'), event('b')], nameless)).toEqual(refused)
    const visitorless = (body: string): string => body.replace(/"distinct_id":"[^"]*"/, '"distinct_id":""')
    expect(await sendThrough(through, [event('a'), event('b')], visitorless)).toEqual(refused)
    expect(await sendThrough(through, [event('a')], () => '{"batch":[]}')).toEqual(refused)
    expect(await sendThrough(through, [event('a')], (body) => body.slice(1))).toEqual(refused)
    expect(await sendThrough(posthog({ apiKey: 'other', host: fake.host }), [event('a')])).toEqual(stop)
    const twoTokens = (body: string): string =>
      body.replace('"properties":{', '"properties":{"token":"other",')
    expect(await sendThrough(through, [event('a')], twoTokens)).toEqual(stop)
    const padded = (body: string): string => body.padEnd(20 * 1_048_576 + 1)
    expect(await sendThrough(through, [event('a')], padded)).toEqual({ kind: 'split' })
    expect(fake.stored.size).toBe(0)
    expect(await sendThrough(through, [event('a', { token: 'other' })])).toEqual({ kind: 'accepted' })
  })

  test("takes what PostHog's own client sends, and what that makes of ours is ours", async () => {
    const fake = await fakePosthog(KEY, Date.now)
    const client = new PostHog(KEY, { host: fake.host, flushAt: 20, fetchRetryCount: 0 })
    const ours = bodyOf([event('page', { url: 'https://shop.example/' }), event('signup', { n: 3 })]).batch
    for (const { uuid, event, distinct_id, timestamp, properties } of ours)
      client.capture({ distinctId: distinct_id, event, uuid, timestamp: new Date(timestamp), properties })
    await client.shutdown()
    expect(new Set(fake.paths)).toEqual(new Set(['/batch/']))
    const stored = [...fake.stored.values()]
    expect(stored.map(({ uuid }) => uuid)).toEqual(ours.map(({ uuid }) => uuid))
    for (const [n, one] of ours.entries())
      expect(stored[n]).toMatchObject({ ...one, address: null, located: false })
  })
})
