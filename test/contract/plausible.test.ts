import type { Batch } from '@askfirst/formats'
import { plausible } from '@askfirst/formats/plausible'
import type { PlausibleRequestPayload } from '@plausible-analytics/tracker'
import { Window } from 'happy-dom'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { batch, chunk, event, keepsContract } from './contract.ts'
import { deliver } from './fakes/deliverB.ts'
import { type FakePlausible, fakePlausible } from './fakes/plausible.ts'

const DOMAIN = 'shop.example'
const options = { endpoint: 'https://plausible.example/api/event', domain: DOMAIN }
const bodyOf = (given: Batch, more = {}): PlausibleRequestPayload =>
  JSON.parse(plausible({ ...options, ...more }).encode(given, { pageEnd: false })!.body)
const one = (name: string, props: Record<string, unknown> = {}): Batch => batch(chunk([event(name, props)]))
const HEADER = { header: (name: string) => (name === 'x-plausible-dropped' ? '1' : null) }

keepsContract({
  name: 'plausible',
  make: () => plausible(options),
  read: ({ body }) => [{ name: (JSON.parse(body) as PlausibleRequestPayload).n }],
  page: 'pageview',
  answers: {
    200: 'unknown',
    202: 'accepted',
    204: 'unknown',
    408: 'unknown',
    502: 'unknown',
    504: 'unknown',
  },
  accepted: { status: 202, retryAfter: null, body: 'ok' },
  replies: [
    ['taken and discarded', { status: 202, body: 'ok', ...HEADER }, { kind: 'acceptedWithDrops', drops: 1 }],
    ['taken, other headers', { status: 202, body: 'ok', header: () => null }, { kind: 'accepted' }],
    ['taken by way of a proxy', { status: 200, body: 'ok' }, { kind: 'accepted' }],
    ['what is no word of its own', { status: 200, body: '<html>' }, { kind: 'unknown', after: undefined }],
    ['refused', { status: 400, body: '{"errors":{}}' }, { kind: 'drop', reason: 'refused' }],
  ],
})

describe('plausible: how events go', () => {
  test('a page view, with what Plausible has a place for', () => {
    const view = {
      url: 'https://shop.example/a?b',
      title: 'A',
      referrer: 'https://news.example/',
      colour: 'red',
    }
    expect(bodyOf(one('page', view))).toEqual({
      n: 'pageview',
      u: 'https://shop.example/a?b',
      d: DOMAIN,
      r: 'https://news.example/',
      p: { colour: 'red' },
    })
  })

  test('custom events belong to an address; a vital is nothing that a visitor did', () => {
    expect(bodyOf(one('signup'))).toEqual({ n: 'signup', u: 'https://shop.example/', d: DOMAIN })
    expect(bodyOf(one('signup', { url: 'https://shop.example/b' })).u).toBe('https://shop.example/b')
    expect(bodyOf(one('vital', { metric: 'LCP', value: 1200, rating: 'good' }))).toMatchObject({
      i: false,
      p: { metric: 'LCP', value: '1200', rating: 'good' },
    })
    expect(bodyOf(one('engagement')).n).toBe('engagement_')
  })

  test('what is older than maxAge is left out, as the arrival would be its time', () => {
    const format = plausible(options)
    const sent = (age: number, made = format): boolean => {
      const given = one('signup')
      return Boolean(made.encode({ ...given, sentAt: given.chunks[0]!.at + age }, { pageEnd: false }))
    }
    expect([sent(-5_000), sent(3_600_000), sent(3_600_001)]).toEqual([true, true, false])
    const short = plausible({ ...options, maxAge: 1_000 })
    expect([sent(1_000, short), sent(1_001, short)]).toEqual([true, false])
  })

  test('an address too long loses its query, then its end, never half of an escape', () => {
    const address = (rest: string): string => bodyOf(one('page', { url: `https://shop.example/${rest}` })).u
    expect(address(`a?${'q'.repeat(2_000)}`)).toBe('https://shop.example/a')
    for (const lead of ['', 'a', 'aa']) {
      const cut = address(`${lead}${'b'.repeat(1_970)}${encodeURIComponent('日本'.repeat(9))}`)
      expect(cut).toBe(`https://shop.example/${lead}${'b'.repeat(1_970)}`)
    }
  })

  test.each([
    [{ domain: 'https://shop.example' }, /domain/],
    [{ domain: '' }, /domain/],
    [{ endpoint: 'plausible.example' }, /URL or a path/],
    [{ maxAge: 0 }, /maxAge/],
    [{ maxAge: Number.NaN }, /maxAge/],
  ])('%o throws when configured', (wrong, fix) => {
    expect(() => plausible({ ...options, ...wrong })).toThrow(
      expect.objectContaining({ code: 'format', message: expect.stringMatching(fix) }),
    )
  })
})

describe('plausible: against a collector', () => {
  let fake: FakePlausible
  beforeEach(async () => {
    fake = await fakePlausible(DOMAIN)
  })
  afterEach(async () => {
    vi.unstubAllGlobals()
    await fake.close()
  })
  const format = (more = {}): ReturnType<typeof plausible> =>
    plausible({ ...options, endpoint: `${fake.url}/api/event`, ...more })

  test('it arrives, at the time of the arrival', async () => {
    const before = Date.now()
    const view = { url: 'https://shop.example/a', referrer: 'https://news.example/' }
    expect(await deliver(format(), one('page', view))).toEqual({ kind: 'accepted' })
    const [row] = fake.rows
    expect(row).toMatchObject({ name: 'pageview', hostname: DOMAIN, pathname: '/a', referrer: view.referrer })
    expect(row!.at).toBeGreaterThanOrEqual(before)
    expect(fake.types).toEqual(['text/plain'])
  })

  test('a repetition is counted twice: Plausible knows none', async () => {
    await deliver(format(), one('signup'))
    await deliver(format(), one('signup'))
    expect(fake.rows).toHaveLength(2)
    expect(format().dedupe).toBe('none')
  })

  test('what is discarded with 202 is seen where the header can be read', async () => {
    const dropped = { kind: 'acceptedWithDrops', drops: 1 }
    expect(await deliver(format({ domain: 'other.example' }), one('signup'))).toEqual(dropped)
    expect(await deliver(format(), one('signup'), { 'user-agent': 'Examplebot/1.0' })).toEqual(dropped)
    expect(fake.rows).toEqual([])
  })

  test('what Plausible would refuse or leave out is made to fit', async () => {
    const props = {
      ['日'.repeat(200)]: '本'.repeat(900),
      list: [1, { a: 2 }],
      no: false,
      none: null,
      blank: ' ',
      odd: 'a\ud800',
    }
    expect(await deliver(format(), one('x'.repeat(200), props))).toEqual({ kind: 'accepted' })
    expect(fake.rows[0]!.props).toEqual({
      ['日'.repeat(100)]: '本'.repeat(666),
      list: '[1,{"a":2}]',
      no: 'false',
      odd: 'a\ufffd',
    })
    const many = Object.fromEntries(Array.from({ length: 40 }, (_, n) => [`p${n}`, n ? 'x' : '']))
    await deliver(format(), one('signup', many))
    expect(Object.keys(fake.rows[1]!.props)).toHaveLength(30)
    expect(Object.keys(bodyOf(one('signup', many)).p!)).toHaveLength(30)
  })

  test("takes what Plausible's own tracker sends, which is what ours sends", async () => {
    const page = new Window({ url: 'https://shop.example/a?b' })
    const sent: Promise<Response>[] = []
    const real = fetch
    const toFake = (url: string, init: RequestInit): Promise<Response> => {
      if (!url.startsWith(fake.url)) throw new Error(`the tracker must not send to ${url}`)
      const { method, headers, body } = init
      const answer = real(url, { method: method!, headers: headers!, body: body as string })
      sent.push(answer)
      return answer
    }
    const shown = {
      window: page,
      document: page.document,
      location: page.location,
      fetch: toFake,
      ResizeObserver: page.ResizeObserver,
    }
    // The tracker is silent where a program drives the page, unless told that this is a test.
    for (const [name, value] of Object.entries(shown)) vi.stubGlobal(name, value)
    Object.assign(page, { fetch: toFake, __plausible: true })
    const { init, track } = await import('@plausible-analytics/tracker')
    init({
      domain: DOMAIN,
      endpoint: `${fake.url}/api/event`,
      autoCapturePageviews: false,
      bindToWindow: false,
    })
    track('pageview', {})
    track('signup', { props: { plan: 'pro' }, interactive: false })
    expect((await Promise.all(sent)).map(({ status }) => status)).toEqual([202, 202])
    expect(fake.rows.map(({ name, props, interactive }) => [name, props, interactive])).toEqual([
      ['pageview', {}, true],
      ['signup', { plan: 'pro' }, false],
    ])
    const url = 'https://shop.example/a?b'
    await deliver(format(), one('page', { url }))
    const { at: theirs, ...their } = fake.rows[0]!
    const { at: ours, ...our } = fake.rows[2]!
    expect(our).toEqual({ ...their, referrer: undefined })
    expect(ours).toBeGreaterThanOrEqual(theirs)
    await page.happyDOM.close()
  })
})
