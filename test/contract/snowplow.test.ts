import { type SnowplowOptions, snowplow } from '@askfirst/formats/snowplow'
import { buildPageView, buildSelfDescribingEvent, buildStructEvent, newTracker } from '@snowplow/node-tracker'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { batch, chunk, event, keepsContract } from './contract.ts'
import { isPayloadData } from './fakes/payloadData.ts'
import { deliver } from './fakes/serveC.ts'
import { type FakeSnowplow, fakeSnowplow, type SnowplowEvent } from './fakes/snowplow.ts'

const PATH = '/com.snowplowanalytics.snowplow/tp2'
const OURS = 'iglu:com.askfirst/event/jsonschema/1-0-0'
const THEIRS = 'iglu:com.example/signup/jsonschema/2-1-0'

const eventsOf = (body: string): SnowplowEvent[] => JSON.parse(body).data

keepsContract({
  name: 'snowplow',
  make: () => snowplow({ endpoint: `https://sp.example${PATH}` }),
  read: ({ body }) =>
    eventsOf(body).map(({ e, ue_pr, eid, dtm }) => ({
      name: e === 'ue' ? JSON.parse(ue_pr!).data.data.name : e!,
      id: eid,
      at: Number(dtm),
    })),
  page: 'pv',
  consent: ({ headers, body }) => [
    headers['SP-Anonymous'],
    JSON.parse(eventsOf(body)[0]!['ue_pr']!).data.data.purpose,
  ],
  consented: ['*', 'measurement'],
  answers: { 200: 'accepted', 204: 'accepted', 422: 'drop' },
  accepted: { status: 200, retryAfter: null, body: 'ok' },
  replies: [
    [
      'a page of a proxy before the collector',
      { status: 404, body: '<html>' },
      { kind: 'stop', reason: 'collector answered 404' },
    ],
  ],
})

test.each<[SnowplowOptions, RegExp]>([
  [{ endpoint: 'sp.example' }, /endpoint as https:/],
  [{ endpoint: 'https://sp.example/' }, /tp2/],
  [{ endpoint: PATH, schema: 'com.askfirst/event' }, /iglu:/],
  [{ endpoint: PATH, schemas: { signup: 'iglu:com.example/signup' } }, /iglu:/],
  [{ endpoint: PATH, appId: '' }, /appId/],
])('%j is refused at once', (options, message) => {
  expect(() => snowplow(options)).toThrow(message)
  expect(() => snowplow(options)).toThrow(expect.objectContaining({ code: 'format' }))
})

test("sends nothing at the page's end: JSON would be asked for beforehand", () => {
  const given = batch(chunk([event('signup')]))
  for (const anonymous of [true, false])
    expect(snowplow({ endpoint: PATH, anonymous }).encode(given, { pageEnd: true })).toBeUndefined()
})

describe('with the fake pipeline', () => {
  let fake: FakeSnowplow
  beforeAll(async () => {
    fake = await fakeSnowplow([OURS, THEIRS])
  })
  afterAll(() => fake.close())
  beforeEach(() => {
    for (const list of [fake.events, fake.bad, fake.addresses, fake.received]) list.length = 0
  })
  const make = (more: Partial<SnowplowOptions> = {}): ReturnType<typeof snowplow> =>
    snowplow({ endpoint: `${fake.origin}${PATH}`, ...more })
  const encode = (seq: number, lines: string[], more: Partial<SnowplowOptions> = {}) =>
    make(more).encode(batch(chunk(lines, { seq })), { pageEnd: false })!

  test('takes a page view with what it holds beside, and an event of its own, by the published schema', async () => {
    const page = {
      url: 'https://shop.example/a?b=c',
      title: 'A',
      referrer: 'https://news.example/',
      depth: 3,
    }
    const request = encode(0, [event('page', page), event('signup', { plan: 'pro', n: 3 })], {
      appId: 'shop',
    })
    expect(isPayloadData(eventsOf(request.body))).toBe(true)
    expect(await deliver(make(), request)).toEqual({ kind: 'accepted' })
    expect(fake.bad).toEqual([])
    const [view, signup] = fake.events
    expect(view).toMatchObject({
      e: 'pv',
      url: page.url,
      page: 'A',
      refr: page.referrer,
      aid: 'shop',
      p: 'web',
    })
    expect(JSON.parse(view!['co']!).data).toEqual([
      { schema: OURS, data: { name: 'page', purpose: 'measurement', props: { depth: 3 } } },
    ])
    expect(JSON.parse(signup!['ue_pr']!).data).toEqual({
      schema: OURS,
      data: { name: 'signup', purpose: 'measurement', props: { plan: 'pro', n: 3 } },
    })
    expect(signup!['sid']).toBe(view!['sid'])
  })

  test('a plain page view leans on no schema of ours', async () => {
    await deliver(make(), encode(10, [event('page', { url: 'https://shop.example/', title: '' })]))
    expect(Object.keys(fake.events[0]!).sort()).toEqual([
      'aid',
      'dtm',
      'e',
      'eid',
      'p',
      'sid',
      'stm',
      'tv',
      'url',
    ])
  })

  test("an event with a schema of the site's own is its props alone", async () => {
    const lines = [event('signup', { plan: 'pro' }), event('toString', { a: 1 })]
    await deliver(make(), encode(20, lines, { schemas: { signup: THEIRS } }))
    expect(fake.events.map(({ ue_pr }) => JSON.parse(ue_pr!).data)).toEqual([
      { schema: THEIRS, data: { plan: 'pro' } },
      { schema: OURS, data: { name: 'toString', purpose: 'measurement', props: { a: 1 } } },
    ])
  })

  test('answers ok to what it drops: nobody can tell from outside', async () => {
    const unknown = encode(30, [event('signup')], { schema: 'iglu:com.askfirst/other/jsonschema/1-0-0' })
    expect(await deliver(make(), unknown)).toEqual({ kind: 'accepted' })
    expect(fake.events).toEqual([])
    expect(fake.bad).toMatchObject([{ why: 'unknown schema' }])
  })

  test('what is too long for a column is cut, between characters, so that nothing is dropped unseen', async () => {
    const long = (n: number): string => `https://shop.example/${'a'.repeat(n)}${'%2F'.repeat(3_000)}`
    const lines = [0, 1, 2].map((n) =>
      event('page', { url: long(n), title: `${'a'.repeat(n)}${'👩'.repeat(3_000)}`, referrer: long(n) }),
    )
    const given = { ...batch(chunk(lines, { seq: 40 })), site: 'x'.repeat(300) }
    expect(await deliver(make(), make().encode(given, { pageEnd: false })!)).toEqual({ kind: 'accepted' })
    expect(fake.bad).toEqual([])
    expect(fake.events.map(({ url }) => url!.length)).toEqual([3_000, 2_998, 2_999])
    for (const { url, refr, page, aid } of fake.events) {
      expect(decodeURIComponent(url!)).toMatch(/a\/+$|example\/+$/)
      expect(refr).toBe(url)
      expect(page).toMatch(/^a*(👩)+$/)
      expect(aid).toHaveLength(255)
    }
  })

  test('the fullest batch of text that grows most stays within what it takes', async () => {
    const { events, bytes } = make().limits
    const text = '"\\'.repeat(bytes / events / 4 - 20)
    const lines = Array.from({ length: events }, () => event('n', { t: text }))
    expect(lines.join('\n').length).toBeGreaterThan(bytes * 0.8)
    expect(lines.join('\n').length).toBeLessThan(bytes)
    await deliver(make(), encode(100, lines))
    expect(fake.bad).toEqual([])
    expect(fake.events).toHaveLength(events)
  })

  test('stores what is sent again after a lost answer once', async () => {
    fake.faults.push('hangUp', { status: 503, headers: { 'retry-after': '3' } })
    await expect(deliver(make(), encode(300, [event('signup')]))).rejects.toThrow()
    expect(await deliver(make(), encode(300, [event('signup')]))).toEqual({ kind: 'retry', after: 3_000 })
    expect(await deliver(make(), encode(300, [event('signup')]))).toEqual({ kind: 'accepted' })
    expect(fake.events).toHaveLength(1)
  })

  test('keeps an address only where that was asked for', async () => {
    await deliver(make(), encode(400, [event('signup')]))
    expect(fake.addresses).toEqual([])
    await deliver(make(), encode(401, [event('signup')], { anonymous: false }))
    expect(fake.addresses).toHaveLength(1)
  })

  test('splits what the collector refuses for its size', async () => {
    const request = encode(500, [event('signup')])
    expect(await deliver(make(), { ...request, body: request.body + ' '.repeat(2_000_000) })).toEqual({
      kind: 'split',
    })
  })

  test("takes what Snowplow's own tracker sends, and ours has no field that it lacks", async () => {
    const failed: unknown[] = []
    const tracker = newTracker(
      { namespace: 'sp', appId: 'shop', encodeBase64: false },
      {
        endpoint: fake.origin,
        bufferSize: 3,
        serverAnonymization: true,
        onRequestFailure: (failure) => failed.push(failure),
      },
    )
    tracker.setSessionId('00010203-0405-8607-8809-0a0b0c0d0e0f')
    tracker.track(
      buildPageView({ pageUrl: 'https://shop.example/', pageTitle: 'A', referrer: 'https://news.example/' }),
    )
    tracker.track(buildSelfDescribingEvent({ event: { schema: THEIRS, data: { plan: 'pro' } } }), [
      { schema: OURS, data: { name: 'x' } },
    ])
    tracker.track(buildStructEvent({ category: 'c', action: 'a' }))
    await tracker.flush()
    expect(failed).toEqual([])
    expect(fake.bad).toEqual([])
    expect(fake.events.map(({ e }) => e)).toEqual(['pv', 'ue', 'se'])
    const theirs = new Set(fake.events.flatMap((one) => Object.keys(one)))
    const page = { url: 'https://shop.example/', title: 'A', referrer: 'https://news.example/', depth: 3 }
    const request = encode(600, [event('page', page), event('signup', { plan: 'pro' })], {
      schemas: { signup: THEIRS },
    })
    const ours = eventsOf(request.body)
    expect(ours.flatMap((one) => Object.keys(one)).filter((field) => !theirs.has(field))).toEqual([])
    expect(JSON.parse(ours[1]!['ue_pr']!)).toEqual(JSON.parse(fake.events[1]!['ue_pr']!))
    expect(JSON.parse(ours[0]!['co']!).schema).toBe(JSON.parse(fake.events[1]!['co']!).schema)
    expect(fake.received[0]!.path).toBe(new URL(request.url).pathname)
    expect(fake.received[0]!.headers['content-type']).toBe(request.headers['content-type'])
    expect(fake.received[0]!.headers['sp-anonymous']).toBe(request.headers['SP-Anonymous'])
    expect(fake.addresses).toEqual([])
  })
})
