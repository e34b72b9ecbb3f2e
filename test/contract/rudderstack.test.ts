import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { type RudderstackBody, rudderstack } from '@askfirst/formats/rudderstack'
import RudderAnalytics from '@rudderstack/rudder-sdk-node'
import { describe, expect, test } from 'vitest'
import { batch, chunk, event, keepsContract } from './contract.ts'
import { fakeRudderstack } from './fakes/rudderstack.ts'
import { sendThrough } from './fakes/serveA.ts'

const NOW = Date.UTC(2026, 5, 15, 12)
const KEY = 'write key'
const format = rudderstack({ writeKey: KEY, dataPlaneUrl: 'https://data.example/' })
const require = createRequire(import.meta.url)
const vendor = dirname(require.resolve('@rudderstack/rudder-sdk-node/package.json'))
const validate: (event: unknown, type: string) => void = require(join(vendor, 'cjs/loosely-validate-event'))

function bodyOf(lines: readonly string[]): RudderstackBody {
  return JSON.parse(format.encode(batch(chunk(lines)), { pageEnd: true })!.body)
}

const consentManagement = {
  provider: 'custom',
  resolutionStrategy: 'and',
  allowedConsentIds: ['measurement'],
  deniedConsentIds: [],
}

keepsContract({
  name: 'rudderstack',
  make: () => format,
  read: ({ body }) =>
    (JSON.parse(body) as RudderstackBody).batch.map(({ type, event, messageId, originalTimestamp }) => ({
      name: type === 'track' ? event! : type,
      id: messageId,
      at: Date.parse(originalTimestamp),
    })),
  page: 'page',
  consent: ({ body }) =>
    (JSON.parse(body) as RudderstackBody).batch.map(({ context }) => context['consentManagement']),
  consented: [consentManagement],
  suppresses: /"ip":"0\.0\.0\.0"/,
  answers: { 200: 'accepted', 202: 'accepted', 204: 'accepted', 408: 'retry', 415: 'drop', 422: 'drop' },
  accepted: { status: 200, retryAfter: null, body: 'OK' },
  replies: [["a proxy's page", { body: '<!doctype html>' }, { kind: 'retry', after: undefined }]],
})

describe('rudderstack', () => {
  test('goes to the beacon address with the key in the query', () => {
    const request = format.encode(batch(chunk([event('a')])), { pageEnd: false })!
    expect(request.url).toBe('https://data.example/beacon/v1/batch?writeKey=write%20key')
    const proxied = rudderstack({ writeKey: KEY, dataPlaneUrl: '/rudder' })
    expect(proxied.encode(batch(chunk([event('a')])), { pageEnd: true })!.url).toBe(
      '/rudder/beacon/v1/batch?writeKey=write%20key',
    )
  })

  test('a page view, whole', () => {
    const view = { url: 'https://shop.example/a?c=d', title: 'A' }
    expect(bodyOf([event('page', view)])).toEqual({
      sentAt: '2026-06-15T12:00:00.000Z',
      batch: [
        {
          type: 'page',
          channel: 'web',
          messageId: '00010203-0405-8607-8809-0a0b0c0d0e0a',
          anonymousId: '00010203-0405-8607-8809-0a0b0c0d0e0f',
          originalTimestamp: '2026-06-15T11:59:00.000Z',
          sentAt: '2026-06-15T12:00:00.000Z',
          request_ip: '0.0.0.0',
          integrations: { All: true },
          context: { library: { name: 'askfirst' }, ip: '0.0.0.0', consentManagement },
          properties: { ...view, path: '/a', search: '?c=d' },
        },
      ],
    })
  })

  test("its own client's validator takes what we send, made short where it was too long", () => {
    const long = '日'.repeat(20_000)
    for (const one of bodyOf([event('page', { long }), event('signup', { long, n: 3 })]).batch)
      expect(() => validate(one, one.type)).not.toThrow()
    expect(() => validate({ type: 'track', anonymousId: 'a', event: long }, 'track')).toThrow('32kb')
  })

  test.each([
    [{}, 'writeKey must be'],
    [undefined, 'writeKey must be'],
    [{ writeKey: KEY }, 'dataPlaneUrl must be'],
    [{ writeKey: KEY, dataPlaneUrl: 'https://data.example?a=b' }, 'dataPlaneUrl must be'],
  ])('throws when configured wrong: %o', (options, fix) => {
    expect(() => rudderstack(options as never)).toThrow(
      expect.objectContaining({ code: 'format', message: expect.stringContaining(fix) }),
    )
  })
})

describe('rudderstack through its fake', () => {
  test('stores without the address, corrects the clock, knows a repetition for an hour', async () => {
    let now = NOW + 5_000
    const fake = await fakeRudderstack(KEY, () => now)
    const through = rudderstack({ writeKey: KEY, dataPlaneUrl: fake.dataPlaneUrl })
    const lines = [event('page', { url: 'https://shop.example/' }), event('signup', { note: '\ud800' }, 250)]
    fake.next = [{ status: 504, headers: { 'retry-after': '3' } }]
    fake.room = 1
    expect(await sendThrough(through, lines)).toEqual({ kind: 'retry', after: 3_000 })
    expect(await sendThrough(through, lines)).toEqual({ kind: 'retry', after: undefined })
    expect(fake.stored.size).toBe(0)
    fake.room = Infinity
    for (let n = 0; n < 2; n++) expect(await sendThrough(through, lines)).toEqual({ kind: 'accepted' })
    expect([...fake.stored.values()].map(({ address, corrected }) => [address, corrected])).toEqual([
      ['0.0.0.0', NOW + 5_000 - 60_000],
      ['0.0.0.0', NOW + 5_000 - 59_750],
    ])
    now += 3_600_000
    await sendThrough(through, lines)
    expect([...fake.stored.values()][0]!.corrected).toBe(now - 60_000)
  })

  test('refuses a batch whole, a key and a source that is off', async () => {
    const fake = await fakeRudderstack(KEY, () => NOW)
    const { dataPlaneUrl } = fake
    const through = rudderstack({ writeKey: KEY, dataPlaneUrl })
    const refused = { kind: 'drop', reason: 'refused' }
    const nameless = (body: string): string => body.replace(/"anonymousId":"[^"]*",/, '')
    expect(await sendThrough(through, [event('a'), event('b')], nameless)).toEqual(refused)
    expect(await sendThrough(through, [event('a')], () => '{"batch":[]}')).toEqual(refused)
    expect(await sendThrough(through, [event('a')], (body) => new Uint8Array(gzipSync(body)))).toEqual(
      refused,
    )
    const padded = (body: string): string => body.padEnd(4_096_001)
    expect(await sendThrough(through, [event('a')], padded)).toEqual({ kind: 'split' })
    expect(fake.stored.size).toBe(0)
    const wrong = rudderstack({ writeKey: 'other', dataPlaneUrl })
    expect(await sendThrough(wrong, [event('a')])).toEqual({ kind: 'stop', reason: 'collector answered 401' })
    fake.disabled = true
    expect(await sendThrough(through, [event('a')])).toEqual({
      kind: 'stop',
      reason: 'collector answered 404',
    })
  })

  test("takes what RudderStack's own client sends, and what that makes of ours is ours", async () => {
    const fake = await fakeRudderstack(KEY, Date.now)
    fake.suppressed.add('somebody')
    const client = new RudderAnalytics(KEY, { dataPlaneUrl: fake.dataPlaneUrl, flushAt: 20, retryCount: 0 })
    const [view, signup] = bodyOf([
      event('page', { url: 'https://shop.example/' }),
      event('signup', { n: 3 }),
    ]).batch
    const params = (one: object): never => ({ ...one }) as never
    client.page(params(view!))
    client.track(params(signup!))
    client.track({ userId: 'somebody', event: 'suppressed' })
    await client.flush()
    const stored = [...fake.stored.values()]
    expect(stored.map(({ messageId }) => messageId)).toEqual([view!.messageId, signup!.messageId])
    for (const [n, { context, sentAt, channel, ...ours }] of [view!, signup!].entries()) {
      expect(stored[n]).toMatchObject({ ...ours, address: '0.0.0.0' })
      expect(stored[n]!.context).toMatchObject({ ip: '0.0.0.0', consentManagement })
    }
  })
})
