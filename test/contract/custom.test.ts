import { eventId, readStatus } from '@askfirst/formats'
import { type CustomOptions, type CustomRequest, custom } from '@askfirst/formats/custom'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { batch, chunk, event, keepsContract } from './contract.ts'
import { type FakeLines, fakeLines, type Line } from './fakes/lineCollector.ts'
import { deliver } from './fakes/serveC.ts'

/** A format for the fake, as a site would write it. */
const LINES: CustomOptions = {
  name: 'lines',
  endpoint: '/lines',
  encode: ({ events }) => ({
    body: events
      .map(({ stream, seq, name, at, purpose }) =>
        JSON.stringify({ id: eventId(stream, seq), what: name, at, why: purpose } satisfies Line),
      )
      .join('\n'),
  }),
  read: (response, now) =>
    response.status === 200 && response.body.startsWith('taken ')
      ? { kind: 'accepted' }
      : readStatus(response, now),
  limits: { events: 50, bytes: 50_000 },
  dedupe: 'id',
}

const linesOf = (body: string): Line[] => body.split('\n').map((line) => JSON.parse(line))

for (const [dedupe, onUnknown] of [['id'], ['none', 'resend']] as const) {
  keepsContract({
    name: `custom, dedupe ${dedupe}`,
    make: () => custom({ ...LINES, dedupe, ...(onUnknown ? { onUnknown } : {}) }),
    read: ({ body }) => linesOf(body).map(({ what, id, at }) => ({ name: what, id, at })),
    page: 'page',
    consent: ({ body }) => linesOf(body).map(({ why }) => why),
    consented: ['measurement'],
    answers: { 200: 'retry', 204: 'retry' },
    accepted: { status: 200, retryAfter: null, body: 'taken 3' },
    replies: [['another page', { body: '<html>' }, { kind: 'retry', after: undefined }]],
  })
}

const wrong = (changed: Record<string, unknown>): CustomOptions => ({ ...LINES, ...changed }) as CustomOptions

test.each([
  [{ name: '' }, /name/],
  [{ name: 'two words' }, /name/],
  [{ name: undefined }, /name/],
  [{ endpoint: 'lines' }, /endpoint/],
  [{ endpoint: '' }, /endpoint/],
  [{ encode: undefined }, /encode/],
  [{ read: 'ok' }, /read/],
  [{ limits: undefined }, /limits/],
  [{ limits: { events: 0, bytes: 100 } }, /limits/],
  [{ limits: { events: 10, bytes: Number.NaN } }, /limits/],
  [{ limits: { events: 10 } }, /limits/],
  [{ dedupe: undefined }, /dedupe/],
  [{ dedupe: 'maybe' }, /dedupe/],
  [{ onUnknown: 'retry' }, /onUnknown/],
])('%j is refused at once', (changed, message) => {
  expect(() => custom(wrong(changed))).toThrow(message)
  expect(() => custom(wrong(changed))).toThrow(expect.objectContaining({ code: 'format' }))
})

test('passes on what it is given', () => {
  expect(custom({ ...LINES, dedupe: 'none', onUnknown: 'resend' })).toMatchObject({
    name: 'lines',
    limits: { events: 50, bytes: 50_000 },
    dedupe: 'none',
    onUnknown: 'resend',
  })
})

const one = batch(chunk([event('signup')]))
const encodeAs = (given: CustomRequest | undefined, pageEnd = false, changed: Record<string, unknown> = {}) =>
  custom(wrong({ ...changed, encode: () => given })).encode(one, { pageEnd })

test('completes a request', () => {
  expect(encodeAs({ body: 'x' })).toEqual({
    url: '/lines',
    method: 'POST',
    headers: { 'content-type': 'text/plain' },
    body: 'x',
    gzip: false,
  })
  expect(
    encodeAs({ body: 'x', url: '/more', gzip: true, headers: { 'Content-Type': 'a/b', Key: 'k' } }),
  ).toEqual({
    url: '/more',
    method: 'POST',
    headers: { 'content-type': 'a/b', key: 'k' },
    body: 'x',
    gzip: true,
  })
  expect(encodeAs(undefined)).toBeUndefined()
})

test.each([
  [{ 'content-type': 'application/json' }, false],
  [{ 'content-type': 'text/plainer' }, false],
  [{ key: 'k' }, false],
  [{ 'Content-Type': 'text/plain; charset=utf-8' }, true],
  [{ 'content-type': 'application/x-www-form-urlencoded' }, true],
  [undefined, true],
])("at the page's end headers %j are sent: %s", (headers, sent) => {
  expect(Boolean(encodeAs({ body: 'x', ...(headers ? { headers } : {}) }, true))).toBe(sent)
})

test('without an address anywhere says what to give', () => {
  expect(() => encodeAs({ body: 'x' }, false, { endpoint: undefined })).toThrow(/lines: give endpoint/)
})

test('is not asked to encode what holds no event', () => {
  const asked: unknown[] = []
  const format = custom(wrong({ encode: (given: unknown) => void asked.push(given) }))
  expect(format.encode(batch(chunk([], { end: 4 })), { pageEnd: false })).toBeUndefined()
  expect(asked).toEqual([])
})

test('what its encode throws passes on', () => {
  const fault = new Error('mine')
  const format = custom(
    wrong({
      encode: () => {
        throw fault
      },
    }),
  )
  expect(() => format.encode(one, { pageEnd: false })).toThrow(fault)
})

test.each<[string, () => unknown]>([
  ['throws', () => JSON.parse('<html>')],
  ['gives nothing', () => undefined],
  ['gives an unknown word', () => ({ kind: 'ok' })],
  ['gives a promise', () => Promise.resolve({ kind: 'accepted' })],
])('a read that %s leaves unknown what became of the batch', (_, read) => {
  const format = custom(wrong({ read }))
  expect(format.read({ status: 200, retryAfter: null, body: '' }, 0)).toEqual({ kind: 'unknown' })
})

describe('with a collector of its own', () => {
  let fake: FakeLines
  beforeAll(async () => {
    fake = await fakeLines()
  })
  afterAll(() => fake.close())

  test('stores once what is sent again after a lost answer and an outage', async () => {
    const format = custom({ ...LINES, endpoint: `${fake.origin}/lines` })
    const request = format.encode(batch(chunk([event('signup'), event('cart')])), { pageEnd: true })!
    fake.faults.push('hangUp', { status: 503, headers: { 'retry-after': '2' } })
    await expect(deliver(format, request)).rejects.toThrow()
    expect(await deliver(format, request)).toEqual({ kind: 'retry', after: 2_000 })
    expect(await deliver(format, request)).toEqual({ kind: 'accepted' })
    expect(fake.lines.map(({ what }) => what)).toEqual(['signup', 'cart'])
  })

  test('follows no redirect', async () => {
    const format = custom({ ...LINES, endpoint: `${fake.origin}/lines` })
    const seen = fake.received.length
    fake.faults.push({ status: 307, headers: { location: `${fake.origin}/elsewhere` } })
    const request = format.encode(one, { pageEnd: false })!
    expect(await deliver(format, request)).toEqual({ kind: 'retry', after: undefined })
    expect(fake.received.slice(seen).map(({ path }) => path)).toEqual(['/lines'])
  })
})
