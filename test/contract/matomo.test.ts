import { createRequire } from 'node:module'
import type { Batch } from '@askfirst/formats'
import { matomo } from '@askfirst/formats/matomo'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { batch, chunk, event, keepsContract } from './contract.ts'
import { deliver } from './fakes/deliverB.ts'
import { type FakeMatomo, fakeMatomo } from './fakes/matomo.ts'

/** What is used of Matomo's own client, which has no types. */
interface Tracker {
  trackBulk(events: Record<string, string>[], done: (body: string) => void): void
  track(options: Record<string, string>): void
}
const MatomoTracker = createRequire(import.meta.url)('matomo-tracker') as new (
  site: number,
  url: string,
) => Tracker

const options = { endpoint: 'https://matomo.example/matomo.php', site: 7 }
const SENT = batch().sentAt
const hitsOf = (body: string): Record<string, string>[] =>
  (JSON.parse(body) as { requests: string[] }).requests.map((one) =>
    Object.fromEntries(new URLSearchParams(one)),
  )
const hits = (given: Batch, more = {}): Record<string, string>[] =>
  hitsOf(matomo({ ...options, ...more }).encode(given, { pageEnd: false })!.body)
const reply = (value: object): { body: string } => ({ body: JSON.stringify(value) })
const success = (tracked: number, invalid = 0): { body: string } =>
  reply({ status: 'success', tracked, invalid })
const retry = { kind: 'retry' } as const

keepsContract({
  name: 'matomo',
  make: () => matomo(options),
  read: ({ body }) =>
    hitsOf(body).map(({ e_a, cdo }) => ({ name: e_a ?? 'view', at: SENT - Number(cdo) * 1000 })),
  page: 'view',
  consent: ({ body }) => hitsOf(body).map(({ consent, cookie }) => [consent, cookie]),
  consented: [['1', '0']],
  answers: { 200: 'unknown', 204: 'accepted', 408: 'unknown', 502: 'unknown', 504: 'unknown' },
  accepted: { status: 200, retryAfter: null, ...success(3) },
  replies: [
    ['some invalid', success(2, 1), { kind: 'acceptedWithDrops', drops: 1 }],
    ['all invalid', success(0, 3), { kind: 'acceptedWithDrops', drops: 3 }],
    ['nothing tracked', success(0), retry],
    ['an error with 200', reply({ status: 'error', tracked: 1, invalid: 0 }), retry],
    [
      'rolled back',
      { status: 500, ...reply({ status: 'error', tracked: 1, invalid: 0 }) },
      { ...retry, after: undefined },
    ],
    [
      'refused',
      { status: 400, ...reply({ status: 'error', tracked: 0, invalid: 1 }) },
      { kind: 'drop', reason: 'refused' },
    ],
    ['its picture', { body: 'GIF89a' }, { kind: 'unknown' }],
    ['null', { body: 'null' }, { kind: 'unknown' }],
    ['another JSON', { body: '{"ok":true}' }, { kind: 'unknown' }],
  ],
})

describe('matomo: how events go', () => {
  const given = (name: string, props = {}): Batch => batch(chunk([event(name, props)]))
  const every = {
    idsite: '7',
    rec: '1',
    apiv: '1',
    consent: '1',
    cookie: '0',
    _id: '0001020304058607',
    cdo: '60',
  }

  test('a page view', () => {
    const view = {
      url: 'https://shop.example/a?b=c&d',
      title: 'A & B = 日本',
      referrer: 'https://news.example/',
    }
    expect(hits(given('page', view))).toEqual([
      { ...every, url: view.url, action_name: view.title, urlref: view.referrer },
    ])
  })

  test('a custom event, its properties as JSON, and as dimensions where the site has them', () => {
    const props = { plan: 'pro', list: [1], value: 3, none: null }
    expect(hits(given('signup', props), { dimensions: { plan: 2, list: 3, none: 4, missing: 5 } })).toEqual([
      {
        ...every,
        e_c: 'measurement',
        e_a: 'signup',
        e_n: '{"plan":"pro","list":[1],"none":null}',
        e_v: '3',
        dimension2: 'pro',
        dimension3: '[1]',
      },
    ])
    expect(hits(given('signup', { value: 'much' }))[0]).toMatchObject({ e_n: '{"value":"much"}' })
    expect(hits(given('signup'))[0]).not.toHaveProperty('e_n')
  })

  test('a vital is metric and value', () => {
    expect(hits(given('vital', { metric: 'LCP', value: 1200.5, rating: 'good' }))).toEqual([
      { ...every, e_c: 'measurement', e_a: 'vital', e_n: 'LCP good', e_v: '1200.5' },
    ])
  })

  test('lone surrogates, halves that a cut leaves too, are no reason to throw', () => {
    const [hit] = hits(given('a\ud800', { long: `${'x'.repeat(4_086)}👩`, odd: '\udc00' }))
    expect(hit!['e_a']).toBe('a\ufffd')
    expect(hit!['e_n']).toBe(`{"long":"${'x'.repeat(4_086)}\ufffd`.slice(0, 4_096))
  })

  test.each([
    ['a clock that was set back', -5_000, 0],
    ['now', 0, 0],
    ['an hour', 3_600_000, 3_600],
    ['a day', 86_400_000, 86_340],
    ['a week', 604_800_000, 86_340],
  ])('%s is an age that Matomo takes', (_, age, cdo) => {
    const one = given('signup')
    expect(hits({ ...one, sentAt: one.chunks[0]!.at + age })[0]!['cdo']).toBe(String(cdo))
  })

  test.each([
    [{ site: 0 }, /site/],
    [{ site: Number.NaN }, /site/],
    [{ dimensions: { plan: 1.5 } }, /dimensions/],
    [{ endpoint: 'https://matomo.example/' }, /matomo\.php/],
    [{ endpoint: 'https://matomo.example/matomo.php?token_auth=x&a=b' }, /secret/],
    [{ endpoint: 'matomo.example/matomo.php' }, /URL or a path/],
    [{ endpoint: 'https://matomo.example/matomo.php?token_auth=x' }, /secret/],
    [{ token_auth: 'x' }, /secret/],
  ])('%o throws when configured', (wrong, fix) => {
    expect(() => matomo({ ...options, ...wrong })).toThrow(
      expect.objectContaining({ code: 'format', message: expect.stringMatching(fix) }),
    )
  })
})

describe('matomo: against a collector', () => {
  let fake: FakeMatomo
  beforeEach(async () => {
    fake = await fakeMatomo('7')
  })
  afterEach(() => fake.close())
  const format = (site = 7): ReturnType<typeof matomo> => matomo({ endpoint: `${fake.url}/matomo.php`, site })
  const three = batch(
    chunk([
      event('page', { url: 'https://shop.example/a', title: 'A' }),
      event('signup', { plan: 'pro', odd: '\ud800' }, 5_000),
      event('vital', { metric: 'INP', value: 80, rating: 'good' }),
    ]),
  )

  test('all arrive, each once, as old as they are, of one visitor', async () => {
    const before = Date.now()
    expect(await deliver(format(), three)).toEqual({ kind: 'accepted' })
    expect(fake.rows.map(({ action }) => action)).toEqual(['A', 'signup', 'vital'])
    expect(new Set(fake.rows.map(({ visitor }) => visitor)).size).toBe(1)
    for (const [n, age] of [60_000, 55_000, 60_000].entries())
      expect(Math.abs(fake.rows[n]!.at - (before - age))).toBeLessThan(3_000)
    expect(fake.types).toEqual(['application/x-www-form-urlencoded; charset=UTF-8'])
  })

  test('what waited for a week is taken, which Matomo would ignore at its own time', async () => {
    expect(await deliver(format(), { ...three, sentAt: three.sentAt + 604_800_000 })).toEqual({
      kind: 'accepted',
    })
    expect(fake.rows).toHaveLength(3)
    const request = format().encode(three, { pageEnd: false })!
    const late = { ...request, body: request.body.replace(/cdo=\d+/g, 'cdo=86400') }
    const response = await fetch(late.url, { method: 'POST', headers: late.headers, body: late.body })
    expect(await response.json()).toEqual({ status: 'success', tracked: 0, invalid: 3 })
  })

  test('a failure on the way is rolled back, and the batch sent again arrives once', async () => {
    fake.failAt = 2
    expect((await deliver(format(), three)).kind).toBe('retry')
    expect(fake.rows).toEqual([])
    expect(await deliver(format(), three)).toEqual({ kind: 'accepted' })
    expect(fake.rows).toHaveLength(3)
  })

  test('a locked database takes nothing and calls it success: it is sent again', async () => {
    fake.locked = true
    expect(await deliver(format(), three)).toEqual({ kind: 'retry' })
  })

  test('what it finds invalid is counted', async () => {
    expect(await deliver(format(8), three)).toEqual({ kind: 'acceptedWithDrops', drops: 3 })
  })

  test('a repetition is counted twice: Matomo knows none', async () => {
    await deliver(format(), three)
    await deliver(format(), three)
    expect(fake.rows).toHaveLength(6)
    expect(format().dedupe).toBe('none')
  })

  test("takes what Matomo's own client sends, and that client sends our hits to the same rows", async () => {
    const client = new MatomoTracker(7, `${fake.url}/matomo.php`)
    const bulk = (events: Record<string, string>[]): Promise<string> =>
      new Promise((done) => client.trackBulk(events, done))
    const theirs = { url: 'https://shop.example/a', action_name: 'A', e_c: 'c', e_a: 'a' }
    expect(JSON.parse(await bulk([theirs]))).toEqual({ status: 'success', tracked: 1, invalid: 0 })
    client.track({ url: 'https://shop.example/b' })
    await expect.poll(() => fake.rows.length).toBe(2)
    fake.rows.length = 0
    await deliver(format(), three)
    const sent = hitsOf(format().encode(three, { pageEnd: false })!.body)
    expect(JSON.parse(await bulk(sent))).toEqual({ status: 'success', tracked: 3, invalid: 0 })
    expect(fake.rows.slice(3).map(({ params }) => params)).toEqual(
      fake.rows.slice(0, 3).map(({ params }) => params),
    )
  })
})
