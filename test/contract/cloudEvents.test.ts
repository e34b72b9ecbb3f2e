import { type CloudEventsOptions, cloudEvents } from '@askfirst/formats/cloudEvents'
import { CloudEvent, emitterFor, HTTP, httpTransport, Mode } from 'cloudevents'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { batch, chunk, event, keepsContract } from './contract.ts'
import { type FakeCloudEvents, fakeCloudEvents } from './fakes/cloudEvents.ts'
import { deliver } from './fakes/serveC.ts'

const PREFIX = 'com.askfirst.'
const OTHER = '2026-06-15.__79_Pv6-fj39vX08_Lx8A'
const JSON_BATCH = { 'content-type': 'application/cloudevents-batch+json' }

/** A batch's events as the CloudEvents SDK reads and validates them. */
function eventsOf(body: string): CloudEvent<unknown>[] {
  const events = HTTP.toEvent<unknown>({ headers: JSON_BATCH, body })
  return (Array.isArray(events) ? events : [events]).map((one) => new CloudEvent(one, true))
}

for (const plain of [false, true]) {
  keepsContract({
    name: plain ? 'cloudEvents, plain' : 'cloudEvents',
    make: () => cloudEvents({ endpoint: 'https://hook.example/events', plain }),
    read: ({ body }) =>
      eventsOf(body).map(({ id, type, time }) => ({
        name: type.replace(PREFIX, ''),
        id,
        at: Date.parse(time ?? ''),
      })),
    page: 'page',
    consent: ({ body }) => eventsOf(body).map((one) => one['purpose']),
    consented: ['measurement'],
    answers: { 200: 'accepted', 201: 'accepted', 202: 'accepted', 204: 'accepted', 415: 'stop', 422: 'drop' },
    accepted: { status: 204, retryAfter: null, body: '' },
    replies: [
      ['a body that nobody specified', { body: '<html>' }, { kind: 'accepted' }],
      ['the end of a receiver', { status: 410 }, { kind: 'stop', reason: 'collector answered 410' }],
      [
        '429 with a date',
        { status: 429, retryAfter: 'Mon, 15 Jun 2026 12:00:30 GMT' },
        { kind: 'retry', after: 30_000 },
      ],
    ],
  })
}

test.each<[CloudEventsOptions, RegExp]>([
  [{ endpoint: 'hook.example' }, /endpoint/],
  [{ endpoint: 'javascript://hook.example/' }, /endpoint/],
  [{ endpoint: '/events', source: 'two words' }, /source/],
  [{ endpoint: '/events', source: '' }, /source/],
  [{ endpoint: '/events', typePrefix: '' }, /typePrefix/],
  [{ endpoint: '/events', typePrefix: 'com example' }, /typePrefix/],
  [{ endpoint: '/events', headers: { '': 'x' } }, /headers/],
])('%j is refused at once', (options, message) => {
  expect(() => cloudEvents(options)).toThrow(message)
  expect(() => cloudEvents(options)).toThrow(expect.objectContaining({ code: 'format' }))
})

test("the page's end sends plain text alone, and that without headers of one's own", () => {
  const given = batch(chunk([event('signup')]))
  const last = (options: Partial<CloudEventsOptions>): unknown =>
    cloudEvents({ endpoint: '/events', ...options }).encode(given, { pageEnd: true })?.headers
  expect(last({})).toBeUndefined()
  expect(last({ plain: true })).toEqual({ 'content-type': 'text/plain; charset=utf-8' })
  expect(last({ plain: true, headers: { authorization: 'Bearer public' } })).toBeUndefined()
})

test("a site's key becomes a source that is a URI reference, and one's own is taken as it is", () => {
  const given = { ...batch(chunk([event('signup')])), site: 'a key: "é"' }
  const sources = (options: Partial<CloudEventsOptions>): string[] =>
    eventsOf(cloudEvents({ endpoint: '/events', ...options }).encode(given, { pageEnd: false })!.body).map(
      ({ source }) => source,
    )
  expect(sources({})).toEqual(['/a%20key%3A%20%22%C3%A9%22'])
  expect(sources({ source: 'https://shop.example/#a' })).toEqual(['https://shop.example/#a'])
})

describe('with the fake receiver', () => {
  let fake: FakeCloudEvents
  let plain: FakeCloudEvents
  beforeAll(async () => {
    fake = await fakeCloudEvents(false)
    plain = await fakeCloudEvents(true)
  })
  afterAll(() => Promise.all([fake.close(), plain.close()]))
  beforeEach(() => {
    fake.events.length = 0
    fake.gone = false
  })
  const make = (more: Partial<CloudEventsOptions> = {}): ReturnType<typeof cloudEvents> =>
    cloudEvents({ endpoint: `${fake.origin}/events`, source: 'https://shop.example', ...more })
  const given = (seq: number, stream?: string) =>
    batch(chunk([event('signup', { plan: 'pro' }), event('cart')], stream ? { seq, stream } : { seq }))
  const encode = (seq: number) => make().encode(given(seq), { pageEnd: false })!

  test('stores a batch, and what is sent again after a lost answer once', async () => {
    fake.faults.push('hangUp')
    await expect(deliver(make(), encode(0))).rejects.toThrow()
    expect(await deliver(make(), encode(0))).toEqual({ kind: 'accepted' })
    expect(fake.events.map(({ type, data, subject }) => [type, data, subject])).toEqual([
      ['com.askfirst.signup', { plan: 'pro' }, '00010203-0405-8607-8809-0a0b0c0d0e0f'],
      ['com.askfirst.cart', {}, '00010203-0405-8607-8809-0a0b0c0d0e0f'],
    ])
  })

  test('stores the same number of another stream beside it', async () => {
    expect(await deliver(make(), encode(10))).toEqual({ kind: 'accepted' })
    const other = make().encode(given(10, OTHER), { pageEnd: false })!
    expect(await deliver(make(), other)).toEqual({ kind: 'accepted' })
    expect(fake.events).toHaveLength(4)
  })

  test('refuses a batch whole', async () => {
    const request = encode(20)
    const [first, second] = JSON.parse(request.body)
    const body = JSON.stringify([{ ...first, type: undefined }, second])
    expect(await deliver(make(), { ...request, body })).toEqual({ kind: 'drop', reason: 'refused' })
    expect(fake.events).toEqual([])
  })

  test('takes plain text only where it was made to', async () => {
    const ours = (origin: string) => make({ endpoint: `${origin}/events`, plain: true })
    const last = (origin: string) => ours(origin).encode(given(30), { pageEnd: true })!
    expect(await deliver(ours(fake.origin), last(fake.origin))).toMatchObject({ kind: 'stop' })
    expect(await deliver(ours(plain.origin), last(plain.origin))).toEqual({ kind: 'accepted' })
    expect(plain.events).toHaveLength(2)
  })

  test('is left alone once it is gone, and while it asks for time', async () => {
    fake.faults.push({ status: 429, headers: { 'retry-after': '120' } })
    expect(await deliver(make(), encode(40))).toEqual({ kind: 'retry', after: 120_000 })
    fake.gone = true
    expect(await deliver(make(), encode(40))).toMatchObject({ kind: 'stop' })
  })

  test("takes what the CloudEvents SDK's own emitter sends", async () => {
    const emit = emitterFor(httpTransport(`${fake.origin}/events`), { mode: Mode.STRUCTURED })
    await emit(new CloudEvent({ source: '/theirs', type: 'com.example.signup', data: { plan: 'pro' } }))
    expect(fake.events.map(({ type }) => type)).toEqual(['com.example.signup'])
  })
})
