import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { native, streamName } from '@askfirst/formats'
import type { Hono } from 'hono'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { SiteConfig } from '../collectorOptions.ts'
import { configFiles } from '../publish/configFiles.ts'
import { type EventStore, openEventStore } from '../store/eventStore.ts'
import { openPglite } from '../store/pglite.ts'
import type { Stats } from '../store/stats.ts'
import { limits } from '../wire/limits.ts'
import { createApp } from './createApp.ts'

const NOW = Date.parse('2026-11-20T12:00:00Z')
const TOKEN = 'a-token-of-the-tests'
const DAY = '2026-11-20'
const ORIGIN = 'https://a.example'
const sites: SiteConfig[] = [
  { key: 'a', origins: [ORIGIN] },
  { key: 'b', origins: ['https://b.example', 'null'] },
  { key: 'slow', origins: ['*'], eventsPerMinute: 10 },
  { key: 'own', origins: ['self'] },
]

const files = configFiles(sites, undefined)
const directory = mkdtempSync(join(tmpdir(), 'askfirst-app-'))
const logged: string[] = []
let store: EventStore
let app: Hono
let now = NOW
let streams = 0

beforeAll(async () => {
  store = await openEventStore(await openPglite(directory, () => {}))
  app = createApp({
    sites,
    files,
    store,
    adminToken: TOKEN,
    log: (line) => logged.push(line),
    now: () => now,
  })
}, 60_000)
afterAll(async () => {
  await store?.close()
  rmSync(directory, { recursive: true, force: true })
})

const freshStream = (): string => `${DAY}.${String(streams++).padStart(22, '0')}`

function batch(
  site = 'a',
  stream = freshStream(),
  lines = ['{"name":"click","at":1,"props":{"n":1}}'],
): string {
  const chunk = {
    stream,
    purpose: 'measurement',
    seq: 0,
    count: lines.length,
    at: NOW - 100,
    lines: lines.join('\n'),
  }
  return native('/v1/events').encode({ site, sentAt: NOW, chunks: [chunk] }, { pageEnd: false }).body
}

function post(
  body: NonNullable<RequestInit['body']>,
  headers: Record<string, string> = {},
  path = '/v1/events',
): Promise<Response> {
  const init: RequestInit = {
    method: 'POST',
    body,
    headers: { 'content-type': 'text/plain', ...headers },
    duplex: 'half',
  }
  return Promise.resolve(app.request(`http://localhost${path}`, init))
}

function admin(path: string, token = TOKEN): Promise<Response> {
  return Promise.resolve(app.request(path, { headers: { authorization: `Bearer ${token}` } }))
}

describe('POST /v1/events', () => {
  it('stores what the native format sends, once', async () => {
    const body = batch('a', freshStream(), ['{"name":"a","at":1}', '{"name":', '{"name":"b","at":2}'])
    const first = await post(body)
    expect(first.status).toBe(200)
    const reply = await first.text()
    expect(JSON.parse(reply)).toMatchObject({
      accepted: 2,
      duplicate: 0,
      rejected: [{ seq: 1, code: 'bad_json' }],
    })
    expect(native('').read({ status: 200, retryAfter: null, body: reply }, NOW)).toEqual({
      kind: 'acceptedWithDrops',
      drops: 1,
    })
    expect(await (await post(body)).json()).toMatchObject({ accepted: 0, duplicate: 2 })
  })

  it.each([
    ['by its magic bytes', {}],
    ['by the header', { 'content-encoding': 'gzip' }],
    ['as NDJSON', { 'content-type': 'application/x-ndjson; charset=utf-8' }],
    ['as JSON', { 'content-type': 'application/json' }],
  ])('knows gzip %s', async (_, headers) => {
    const response = await post(gzipSync(batch()), headers)
    expect(await response.json()).toEqual({ accepted: 1, duplicate: 0, rejected: [] })
  })

  it('answers a batch that holds no event', async () => {
    const response = await post(JSON.stringify({ v: 1, site: 'a', sentAt: NOW, more: 'ignored' }))
    expect(await response.json()).toEqual({ accepted: 0, duplicate: 0, rejected: [] })
  })

  it.each([
    ['an empty body', '', 400, 'bad_head'],
    ['no JSON', 'hello', 400, 'bad_head'],
    ['a list', '[]', 400, 'bad_head'],
    ['a version to come', JSON.stringify({ v: 2, site: 'a', sentAt: NOW }), 400, 'bad_version'],
    ['no time', JSON.stringify({ v: 1, site: 'a' }), 400, 'bad_head'],
    ['an unknown site', JSON.stringify({ v: 1, site: '__proto__', sentAt: NOW }), 403, 'unknown_site'],
    ['broken gzip', gzipSync(batch()).subarray(0, 40), 400, 'bad_gzip'],
    ['a body over the limit', ' '.repeat(limits.bodyBytes + 1), 413, 'too_large'],
    ['a gzip bomb', gzipSync(Buffer.alloc(400_000_000)), 413, 'too_large'],
    ['more lines than a batch has', `${batch()}${'\n'.repeat(limits.lines)}`, 413, 'too_many_lines'],
  ])('refuses %s', async (_, body, status, error) => {
    const before = process.memoryUsage().rss
    const response = await post(body)
    expect([response.status, await response.json()]).toEqual([status, { error }])
    expect(process.memoryUsage().rss - before).toBeLessThan(200_000_000)
  })

  it.each([
    [{ 'content-encoding': 'br' }, 415],
    [{ 'content-encoding': 'gzip' }, 400],
    [{ 'content-type': 'multipart/form-data' }, 415],
  ])('refuses a plain body under %o', async (headers, status) => {
    expect((await post(batch(), headers)).status).toBe(status)
  })

  it('reads no more of an endless body than the limit', async () => {
    let pulled = 0
    const endless = new ReadableStream({
      pull: (controller) => {
        pulled += 64_000
        controller.enqueue(new Uint8Array(64_000))
      },
    })
    expect((await post(endless)).status).toBe(413)
    expect(pulled).toBeLessThan(limits.bodyBytes * 2)
  })

  it('corrects the time of a device whose clock is wrong', async () => {
    const stream = freshStream()
    const head = { v: 1, site: 'a', sentAt: NOW - 7_200_000 }
    const chunk = { stream, purpose: 'p', seq: 0, count: 1, at: NOW - 7_200_000 - 3_000 }
    await post([head, chunk, { name: 'late', at: 1_000 }].map((line) => JSON.stringify(line)).join('\n'))
    const lines = (await (await admin(`/v1/export?site=a&day=${DAY}`)).text()).trim().split('\n')
    const event = lines.map((line) => JSON.parse(line)).find((line) => line.stream === stream)
    expect(event).toMatchObject({ name: 'late', at: NOW - 2_000, receivedAt: NOW })
  })

  it('slows a site down that sends too much, and only that', async () => {
    expect((await post(batch('slow', freshStream(), Array(9).fill('{"name":"a","at":0}')))).status).toBe(200)
    const refused = await post(batch('slow'), { origin: ORIGIN })
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '12'])
    expect(refused.headers.get('access-control-expose-headers')).toBe('Retry-After')
    expect((await post(batch('a'))).status).toBe(200)
    now += 12_000
    expect((await post(batch('slow'))).status).toBe(200)
    now = NOW
  })

  it('asks to come again when the store fails, and says why without a word of the visitor', async () => {
    const failing: EventStore = {
      ...store,
      ingest: () => Promise.reject(Object.assign(new Error('secret@example.com'), { code: '57P01' })),
    }
    const broken = createApp({
      sites,
      files,
      store: failing,
      log: (line) => logged.push(line),
      now: () => now,
    })
    const response = await broken.request('/v1/events', {
      method: 'POST',
      body: batch(),
      headers: { origin: ORIGIN },
    })
    expect([response.status, response.headers.get('retry-after')]).toEqual([503, '5'])
    expect(response.headers.get('access-control-allow-origin')).toBe(ORIGIN)
    expect(logged.at(-1)).toBe('store: a request failed (57P01)')
    expect(logged.join()).not.toContain('secret')
  })
})

describe('origins', () => {
  it.each([
    ['a', ORIGIN, 200, ORIGIN],
    ['b', 'null', 200, 'null'],
    ['slow', 'https://any.example', 200, 'https://any.example'],
    ['own', 'http://collector.example:81', 200, 'http://collector.example:81'],
    ['own', 'self', 403, null],
    ['own', 'http://collector.example', 403, null],
    ['a', 'https://b.example', 403, null],
    ['a', 'https://a.example.evil.example', 403, null],
    ['a', 'http://a.example', 403, null],
    ['a', 'null', 403, null],
  ])('%s from %s: %i', async (site, origin, status, allowed) => {
    now += 60_000
    const response = await post(batch(site), { origin, host: 'collector.example:81' })
    expect(response.status).toBe(status)
    expect(response.headers.get('access-control-allow-origin')).toBe(allowed)
    expect(response.headers.get('vary')).toBe('Origin')
    expect(response.headers.get('access-control-allow-credentials')).toBeNull()
    now = NOW
  })

  it('answers a preflight, which does not say its site', async () => {
    for (const path of ['/v1/events', '/v1/erase']) {
      const response = await app.request(path, { method: 'OPTIONS', headers: { origin: ORIGIN } })
      expect(response.status).toBe(204)
      expect(response.headers.get('access-control-allow-origin')).toBe(ORIGIN)
      expect(response.headers.get('access-control-allow-headers')).toBe('Content-Type, Content-Encoding')
    }
  })

  it('lets the page read a refusal, so that it can stop', async () => {
    const response = await post('nonsense', { origin: ORIGIN })
    expect([response.status, response.headers.get('access-control-allow-origin')]).toEqual([400, ORIGIN])
  })
})

describe('POST /v1/erase', () => {
  const secret = 's'.repeat(22)
  const erase = (change: object = {}): Promise<Response> =>
    post(
      JSON.stringify({ v: 1, site: 'b', destination: 'native', streams: [{ day: DAY, secret }], ...change }),
      {},
      '/v1/erase',
    )

  it('finds the stream by its secret and lets no retry bring it back', async () => {
    const stream = await streamName(crypto.subtle, DAY, secret, 'native')
    const body = batch('b', stream)
    await post(body)
    expect(await (await erase({ destination: 'elsewhere' })).json()).toEqual({ erased: 0, streams: 0 })
    expect(await (await erase()).json()).toEqual({ erased: 1, streams: 1 })
    expect(await (await post(body)).json()).toEqual({ accepted: 0, duplicate: 1, rejected: [] })
    expect(await (await admin('/v1/export?site=b')).text()).not.toContain(stream)
  })

  it.each([
    [{ v: 2 }, 400, 'bad_version'],
    [{ site: 'nobody' }, 403, 'unknown_site'],
    [{ destination: 'é' }, 400, 'bad_erase'],
    [{ streams: [{ day: DAY, secret: 'short' }] }, 400, 'bad_erase'],
    [{ streams: [{ day: '2026-13-01', secret }] }, 400, 'bad_erase'],
    [{ streams: Array(limits.eraseStreams + 1).fill({ day: DAY, secret }) }, 413, 'too_many_streams'],
  ])('refuses %#', async (change, status, error) => {
    const response = await erase(change)
    expect([response.status, await response.json()]).toEqual([status, { error }])
  })
})

describe('what the operator reads', () => {
  it.each(['/v1/export', '/v1/gaps', '/v1/stats'])('%s needs the token', async (path) => {
    for (const headers of [
      {},
      { authorization: 'Bearer wrong' },
      { authorization: TOKEN },
      { authorization: 'Basic eDp5' },
    ]) {
      const response = await app.request(path, { headers })
      expect([response.status, response.headers.get('www-authenticate')]).toEqual([
        401,
        'Bearer realm="askfirst"',
      ])
    }
    const unset = createApp({ sites, files, store, log: () => {}, now: () => now })
    expect((await unset.request(path, { headers: { authorization: 'Bearer undefined' } })).status).toBe(401)
    const response = await admin(path)
    expect([response.status, response.headers.get('cache-control')]).toEqual([200, 'no-store'])
    expect((await admin(`${path}?site=nobody`)).status).toBe(404)
  })

  it.each([
    '/v1/export?day=today',
    '/v1/export?from=yesterday',
    '/v1/export?to=99999999999999999999',
    '/v1/gaps?from=2026-02-30',
    '/v1/stats?hours=0',
    '/v1/stats?hours=745',
    '/v1/stats?hours=1.5',
    '/v1/stats?hours=x',
  ])('refuses %s', async (path) => {
    expect((await admin(path)).status).toBe(400)
  })

  it('exports one event a line', async () => {
    const stream = freshStream()
    await post(batch('own', stream))
    const response = await admin('/v1/export?site=own&from=2026-11-20T00:00:00Z&to=2026-11-21')
    expect(response.headers.get('content-type')).toContain('application/x-ndjson')
    const lines = (await response.text()).split('\n').filter((line) => line.includes(stream))
    expect(lines.map((line) => JSON.parse(line))).toEqual([
      {
        site: 'own',
        stream,
        seq: 0,
        purpose: 'measurement',
        name: 'click',
        at: NOW - 99,
        receivedAt: NOW,
        props: { n: 1 },
      },
    ])
  })

  it('breaks an export off when the store fails', async () => {
    const failing: EventStore = {
      ...store,
      async *export() {
        yield []
        throw new Error('gone')
      },
    }
    const broken = createApp({
      sites,
      files,
      store: failing,
      adminToken: TOKEN,
      log: () => {},
      now: () => now,
    })
    const response = await broken.request('/v1/export', { headers: { authorization: `Bearer ${TOKEN}` } })
    await expect(response.text()).rejects.toThrow()
  })

  it('reports gaps: refused events are explained, missing ones are not', async () => {
    const day = '2026-11-17'
    const head = { v: 1, site: 'b', sentAt: NOW }
    const chunk = { stream: `${day}.${'g'.repeat(22)}`, purpose: 'p', seq: 2, count: 2, at: NOW, end: 6 }
    const body = [head, chunk, { name: 'ok', at: 0 }, { name: 'nul\0', at: 0 }]
      .map((line) => JSON.stringify(line))
      .join('\n')
    for (let i = 0; i < 2; i++) await post(body)
    expect(await (await admin(`/v1/gaps?site=b&day=${day}`)).json()).toEqual({
      site: 'b',
      days: [
        {
          day,
          streams: 1,
          ended: 1,
          unknownTails: 0,
          received: 1,
          explained: { refused: 1 },
          unexplained: 4,
        },
      ],
    })
  })

  it('gives the dashboard its figures', async () => {
    const stats = (await (await admin('/v1/stats?site=a&hours=6')).json()) as Stats
    expect(stats).toMatchObject({ site: 'a', hours: 6, sites: ['a', 'b', 'slow', 'own'] })
    expect(stats.totals.events).toBeGreaterThan(0)
  })

  it('shows its state and its metrics, with no label that could name a visitor', async () => {
    expect(await (await app.request('/healthz')).json()).toEqual({ ok: true })
    const response = await app.request('/metrics')
    expect(response.headers.get('content-type')).toContain('text/plain')
    const text = await response.text()
    expect(text).toMatch(/askfirst_events_total\{site="a",result="accepted"\} [1-9]/)
    expect(text).toMatch(/askfirst_events_rejected_total\{site="a",code="bad_json"\} 2/)
    const labels = new Set([...text.matchAll(/[{,](\w+)=/g)].map(([, label]) => label))
    expect([...labels].sort()).toEqual(['code', 'le', 'result', 'route', 'site', 'status'])
  })
})
