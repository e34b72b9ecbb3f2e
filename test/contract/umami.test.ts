import { type Batch, visitorId } from '@askfirst/formats'
import { umami } from '@askfirst/formats/umami'
import { Umami, type UmamiPayload } from '@umami/node'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { batch, chunk, event, keepsContract } from './contract.ts'
import { deliver } from './fakes/deliverB.ts'
import { type FakeUmami, fakeUmami } from './fakes/umami.ts'

const WEBSITE = '7f2d9c1a-5b3e-4d6f-8a90-b1c2d3e4f506'
const ENDPOINT = 'https://umami.example/api/batch'
const options = { endpoint: ENDPOINT, website: WEBSITE }

interface Item {
  type: string
  payload: UmamiPayload & Record<string, unknown> & { timestamp: number }
}
const itemsOf = (given: Batch, more = {}): Item[] =>
  JSON.parse(umami({ ...options, ...more }).encode(given, { pageEnd: false })!.body)

const reply = (processed: number, errors: object[] = [], more = {}): { body: string } => ({
  body: JSON.stringify({
    size: processed + errors.length,
    processed,
    errors: errors.length,
    details: errors.map((error, index) => ({ index, response: { error } })),
    ...more,
  }),
})
const bad = { message: 'Bad request', code: 'bad-request', status: 400 }
const broken = { message: 'Server error', code: 'server-error', status: 500 }

keepsContract({
  name: 'umami',
  make: () => umami(options),
  read: ({ body }) =>
    (JSON.parse(body) as Item[]).map(({ payload }) => ({
      name: payload.name ?? 'view',
      at: payload.timestamp * 1000,
    })),
  page: 'view',
  suppresses: /"ip":"0\.0\.0\.0"/g,
  answers: { 200: 'unknown', 408: 'unknown', 500: 'unknown', 502: 'unknown', 504: 'unknown' },
  accepted: { status: 200, retryAfter: null, ...reply(3) },
  replies: [
    ['some refused', reply(2, [bad]), { kind: 'acceptedWithDrops', drops: 1 }],
    ['some failed', reply(2, [broken]), { kind: 'acceptedWithDrops', drops: 1 }],
    ['all refused', reply(0, [bad, bad]), { kind: 'acceptedWithDrops', drops: 2 }],
    ['all failed', reply(0, [broken, broken]), { kind: 'unknown' }],
    [
      'a website that is none',
      reply(0, [{ ...bad, message: 'Website not found.' }]),
      { kind: 'stop', reason: 'umami does not know this website' },
    ],
    [
      'a website switched off',
      reply(1, [], { disabled: true }),
      { kind: 'stop', reason: 'umami has disabled this website' },
    ],
    ['what is no word of its own', { body: '<html>' }, { kind: 'unknown' }],
    ['null', { body: 'null' }, { kind: 'unknown' }],
  ],
})

describe('umami: how events go', () => {
  const view = { url: 'https://shop.example/a', title: 'A', referrer: 'https://news.example/', colour: 'red' }

  test('a page view has no name, and its other properties as data', () => {
    expect(itemsOf(batch(chunk([event('page', view, 500)])))).toEqual([
      {
        type: 'event',
        payload: {
          website: WEBSITE,
          timestamp: Date.UTC(2026, 5, 15, 11, 59) / 1000,
          ip: '0.0.0.0',
          id: visitorId(chunk([]).stream),
          url: 'https://shop.example/a',
          title: 'A',
          referrer: 'https://news.example/',
          data: { colour: 'red' },
        },
      },
    ])
  })

  test('the address is only left to it where asked, and the host is told', () => {
    const [one] = itemsOf(batch(chunk([event('signup')])), { address: true, hostname: 'shop.example' })
    expect(one!.payload).not.toHaveProperty('ip')
    expect(one!.payload).not.toHaveProperty('id')
    expect(one!.payload.hostname).toBe('shop.example')
  })

  test('vitals are its own, within its limits, or custom events', () => {
    const vital = (metric: string, value: number): string => event('vital', { metric, value, rating: 'poor' })
    const given = batch(chunk([vital('LCP', 90_000), vital('CLS', 0.25), vital('FID', 3)]))
    expect(
      itemsOf(given).map(({ type, payload }) => [type, payload['lcp'], payload['cls'], payload.name]),
    ).toEqual([
      ['performance', 60_000, undefined, undefined],
      ['performance', undefined, 0.25, undefined],
      ['event', undefined, undefined, 'vital'],
    ])
    expect(itemsOf(given, { vitals: 'event' })[0]!.payload).toMatchObject({
      name: 'vital',
      data: { metric: 'LCP', value: 90_000, rating: 'poor' },
    })
  })

  test.each([
    [{ website: 'shop.example' }, /UUID/],
    [{ endpoint: 'umami.example/api/batch' }, /URL or a path/],
    [{ endpoint: 'https://umami.example/api/send' }, /not \/api\/send/],
    [{ hostname: 'https://shop.example' }, /host alone/],
  ])('%o throws when configured', (wrong, fix) => {
    expect(() => umami({ ...options, ...wrong })).toThrow(
      expect.objectContaining({ code: 'format', message: expect.stringMatching(fix) }),
    )
  })

  test('what becomes of the unknown is passed on', () => {
    expect(umami({ ...options, onUnknown: 'resend' }).onUnknown).toBe('resend')
  })
})

describe('umami: against a collector', () => {
  let fake: FakeUmami
  beforeEach(async () => {
    fake = await fakeUmami(WEBSITE)
  })
  afterEach(() => fake.close())
  const format = (website = WEBSITE): ReturnType<typeof umami> =>
    umami({ endpoint: `${fake.url}/api/batch`, website })
  const three = batch(
    chunk([
      event('page', { url: 'https://shop.example/a', title: 'A' }),
      event('signup', { plan: 'pro', steps: [1, 2], of: { a: true } }, 5_000),
      event('vital', { metric: 'INP', value: 80, rating: 'good' }),
    ]),
  )

  test('all arrive, each once, with their times', async () => {
    expect(await deliver(format(), three)).toEqual({ kind: 'accepted' })
    const since = Date.UTC(2026, 5, 15, 11, 59)
    expect(fake.rows.map(({ kind, at }) => [kind, at - since])).toEqual([
      ['view', 0],
      ['custom', 5_000],
      ['performance', 0],
    ])
  })

  test('a repetition is counted twice: Umami knows none', async () => {
    await deliver(format(), three)
    await deliver(format(), three)
    expect(fake.rows).toHaveLength(6)
    expect(format().dedupe).toBe('none')
  })

  test('what Umami would refuse or lose is made to fit', async () => {
    const long = 'x'.repeat(900)
    const given = batch(
      chunk([
        event(`=${long}`, { long, list: [long], deep: { long }, odd: 'a\ud800\0' }),
        event('page', { url: `https://shop.example/${long}`, title: long, referrer: '/a\ud800' }),
      ]),
    )
    expect(await deliver(format(), given)).toEqual({ kind: 'accepted' })
    expect(fake.rows[0]!.payload['name']).toBe(`_=${'x'.repeat(48)}`)
  })

  test('one that it refuses is a drop, the others are stored', async () => {
    const given = batch(chunk([event('page', { url: 'https://' }), event('signup')]))
    expect(await deliver(format(), given)).toEqual({ kind: 'acceptedWithDrops', drops: 1 })
    expect(fake.rows).toHaveLength(1)
  })

  test('a database that fails on the way leaves what was stored before', async () => {
    fake.failAfter = 1
    expect(await deliver(format(), three)).toEqual({ kind: 'acceptedWithDrops', drops: 2 })
    expect(fake.rows).toHaveLength(1)
    fake.failAfter = 0
    const one = batch(chunk([event('signup')]))
    expect(await deliver(format(), one)).toEqual({ kind: 'unknown' })
  })

  test('a bot is thanked, and nothing is stored', async () => {
    expect(await deliver(format(), three, { 'user-agent': 'Examplebot/1.0' })).toEqual({ kind: 'accepted' })
    expect(fake.rows).toEqual([])
  })

  test('another website ends the destination', async () => {
    expect((await deliver(format(WEBSITE.replace('7', '8')), three)).kind).toBe('stop')
  })

  test("takes what Umami's own client sends, and that client sends our payloads to the same rows", async () => {
    const client = new Umami({ hostUrl: fake.url, websiteId: WEBSITE })
    expect((await client.track('signup', { plan: 'pro' })).status).toBe(200)
    expect((await client.track({ url: '/a', title: 'A' })).status).toBe(200)
    expect((await client.identify({ plan: 'pro' })).status).toBe(200)
    expect(fake.rows.map(({ kind }) => kind)).toEqual(['custom', 'view'])
    fake.rows.length = 0
    const events = batch(chunk([event('page', { url: 'https://shop.example/a' }), event('signup', { n: 1 })]))
    await deliver(format(), events)
    for (const { payload } of itemsOf(events)) expect((await client.send(payload)).status).toBe(200)
    expect(fake.rows.slice(2)).toEqual(fake.rows.slice(0, 2))
  })
})
