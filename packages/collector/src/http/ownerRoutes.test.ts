import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Hono } from 'hono'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { configFiles } from '../publish/configFiles.ts'
import { type EventStore, openEventStore } from '../store/eventStore.ts'
import { openPglite } from '../store/pglite.ts'
import { createApp } from './createApp.ts'

const NOW = Date.parse('2026-11-22T12:00:00Z')
const TOKEN = 'a-token-of-the-tests'
const MEASUREMENT = { purposes: [{ id: 'measurement' }] }
const OFF = { ...MEASUREMENT, banner: { show: false } }

const directory = mkdtempSync(join(tmpdir(), 'askfirst-owner-'))
const published = join(directory, 'site')
// Each test has a site of its own, so that all can share one store.
const keys = ['first', ...Array.from({ length: 20 }, (_, n) => `site-${n}`)]
const sites = keys.map((key) => ({ key, origins: ['self'] }))
const logged: string[] = []
let unused = 0
let store: EventStore
let app: Hono

beforeAll(async () => {
  store = await openEventStore(await openPglite(join(directory, 'data'), () => {}))
  app = createApp({
    sites,
    store,
    files: configFiles(sites, published),
    adminToken: TOKEN,
    log: (line) => logged.push(line),
    now: () => NOW,
  })
}, 60_000)
afterAll(async () => {
  await store?.close()
  rmSync(directory, { recursive: true, force: true })
})

const freshSite = (): string => keys[++unused]!
const fileOf = (site: string): unknown =>
  JSON.parse(readFileSync(join(published, `askfirst-${site}.json`), 'utf8'))

interface Answer {
  status: number
  body: {
    error?: string
    message?: string
    version?: number
    change?: unknown
    history?: { version: number }[]
    current?: { config?: { controller?: unknown } }
  }
}

async function ask(path: string, headers: Record<string, string> = {}): Promise<Answer> {
  const response = await app.request(`http://localhost${path}`, {
    headers: { authorization: `Bearer ${TOKEN}`, ...headers },
  })
  return { status: response.status, body: (await response.json()) as Answer['body'] }
}

async function post(path: string, body: unknown, headers: Record<string, string> = {}): Promise<Answer> {
  const response = await app.request(`http://localhost/v1/owner/${path}`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${TOKEN}`,
      'content-type': 'application/json',
      host: 'localhost',
      ...headers,
    },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })
  return { status: response.status, body: (await response.json()) as Answer['body'] }
}

const publish = (site: string, basedOn: number, config: unknown, by = 'Ada'): Promise<Answer> =>
  post(`publish?site=${site}`, { basedOn, by, config })

describe('who may publish', () => {
  const request = { basedOn: 0, by: 'Mallory', config: OFF }

  it('needs the token for all of it', async () => {
    const site = freshSite()
    for (const authorization of ['', 'Bearer wrong', `Basic ${TOKEN}`]) {
      for (const path of ['', `/version?version=1`])
        expect(await ask(`/v1/owner${path}`, { authorization })).toMatchObject({
          status: 401,
          body: { error: 'token' },
        })
      for (const path of ['publish', 'rollback'])
        expect((await post(`${path}?site=${site}`, request, { authorization })).status).toBe(401)
    }
    expect(await store.configHistory(site, 1)).toEqual([])
  })

  it('refuses pages of other origins, with the token or not', async () => {
    const site = freshSite()
    for (const headers of [
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { origin: 'http://localhost:99' },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
    ])
      expect(await post(`publish?site=${site}`, request, headers)).toEqual({
        status: 403,
        body: { error: 'origin' },
      })
    expect(await store.configHistory(site, 1)).toEqual([])
    const own = { origin: 'http://localhost', 'sec-fetch-site': 'same-origin' }
    expect((await post(`publish?site=${site}`, request, own)).status).toBe(200)
  })

  it('takes nothing that a form could send', async () => {
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'])
      expect((await post(`publish?site=${freshSite()}`, request, { 'content-type': type })).status).toBe(415)
  })
})

describe('what may be published', () => {
  const refused: [what: string, config: unknown, says: RegExp][] = [
    ['an endpoint', { ...MEASUREMENT, endpoint: 'https://evil.example/v1/events' }, /endpoint/],
    ['destinations', { ...MEASUREMENT, destinations: [] }, /destinations/],
    ['another model', { ...MEASUREMENT, model: 'regional' }, /model/],
    ['a region', { ...MEASUREMENT, region: 'US' }, /region/],
    ['a purpose that is on', { purposes: [{ id: 'measurement', default: 'granted' }] }, /default/],
    ['the purpose that is never asked for', { purposes: [{ id: 'necessary' }] }, /necessary/],
    ['a purpose without words', { purposes: [{ id: 'own' }] }, /label/],
    ['no purposes', { purposes: [] }, /purposes/],
    [
      'script as a link',
      { ...MEASUREMENT, controller: { name: 'A', privacyUrl: 'javascript:alert(1)' } },
      /url/i,
    ],
    ['nothing', null, /./],
  ]
  it.each(refused)('refuses %s, and says where', async (_what, config, says) => {
    const { status, body } = await publish('first', 0, config)
    expect([status, body.error]).toEqual([422, 'config'])
    expect(body.message).toMatch(says)
    expect(await store.configHistory('first', 1)).toEqual([])
  })

  it('refuses what is too large', async () => {
    const words = Object.fromEntries(
      Array.from({ length: 200 }, (_, n) => [`x-a${n}`, { title: 'x'.repeat(400) }]),
    )
    expect(await publish('first', 0, { ...MEASUREMENT, words })).toMatchObject({
      status: 413,
      body: { error: 'config', code: 'too-large' },
    })
    expect((await post('publish', 'x'.repeat(600_000))).status).toBe(413)
  })

  it('refuses requests that are none', async () => {
    const good = { basedOn: 0, by: 'Ada', config: MEASUREMENT }
    for (const [body, error] of [
      ['{', 'bad_json'],
      ['[]', 'bad_request'],
      [{ ...good, endpoint: 'https://evil.example' }, 'bad_request'],
      [{ ...good, by: '  ' }, 'bad_by'],
      [{ ...good, by: 'x'.repeat(81) }, 'bad_by'],
      [{ ...good, by: 'A\u0000' }, 'bad_by'],
      [{ basedOn: 0, config: MEASUREMENT }, 'bad_by'],
      [{ ...good, basedOn: '0' }, 'bad_based_on'],
      [{ ...good, basedOn: -1 }, 'bad_based_on'],
    ] as const)
      expect(await post('publish', body)).toEqual({ status: 400, body: { error } })
    expect(await post('rollback', { basedOn: 0, by: 'Ada', to: 0 })).toEqual({
      status: 400,
      body: { error: 'bad_to' },
    })
    expect((await publish('nobody', 0, MEASUREMENT)).body).toEqual({ error: 'unknown_site' })
    expect((await ask('/v1/owner?site=nobody')).status).toBe(404)
    expect((await ask('/v1/owner/version?version=x')).body).toEqual({ error: 'bad_version' })
  })
})

describe('publishing', () => {
  it('starts from what the SDK does by itself', async () => {
    expect((await ask('/v1/owner')).body).toEqual({
      site: 'first',
      sites: keys,
      file: 'askfirst.json',
      current: { version: 0, config: MEASUREMENT },
      history: [],
    })
  })

  it('keeps who, when and what it means for visitors, and writes the file', async () => {
    const site = freshSite()
    const first = {
      version: 1,
      at: NOW,
      by: 'Ada',
      change: { class: 'cosmetic', purposes: [] },
      restores: null,
    }
    expect(await publish(site, 0, OFF)).toEqual({ status: 200, body: first })
    expect(fileOf(site)).toEqual(OFF)
    const more = { purposes: [{ id: 'measurement' }, { id: 'identity' }] }
    const second = {
      version: 2,
      at: NOW,
      by: 'Grace',
      change: { class: 'material', purposes: ['identity'] },
      restores: null,
    }
    expect(await publish(site, 1, more, ' Grace ')).toEqual({ status: 200, body: second })
    const third = await publish(site, 2, { ...more, controller: { name: 'Another' } })
    expect(third.body.change).toEqual({ class: 'breaking', purposes: ['measurement', 'identity'] })
    const { body } = await ask(`/v1/owner?site=${site}`)
    expect(body.history).toEqual([third.body, second, first])
    expect(body.current?.config?.controller).toEqual({ name: 'Another' })
    expect((await ask(`/v1/owner/version?site=${site}&version=1`)).body).toEqual({ ...first, config: OFF })
    expect((await ask(`/v1/owner/version?site=${site}&version=9`)).status).toBe(404)
    // No half of a file, and nothing left beside it.
    expect(readdirSync(published).filter((name) => name.includes(`${site}.`))).toEqual([
      `askfirst-${site}.json`,
    ])
  })

  it('answers 409 to what was written from another version, and leaves the file alone', async () => {
    const site = freshSite()
    await publish(site, 0, OFF)
    expect(await publish(site, 0, MEASUREMENT, 'Grace')).toEqual({
      status: 409,
      body: { error: 'version', current: 1 },
    })
    expect((await post(`rollback?site=${site}`, { basedOn: 3, by: 'Grace', to: 1 })).status).toBe(409)
    expect(fileOf(site)).toEqual(OFF)
  })

  it('rolls back by a new version, which says what it restores', async () => {
    const site = freshSite()
    await publish(site, 0, MEASUREMENT)
    await publish(site, 1, { purposes: [{ id: 'measurement' }, { id: 'marketing' }] })
    const answer = await post(`rollback?site=${site}`, { basedOn: 2, by: 'Grace', to: 1 })
    expect(answer).toMatchObject({ status: 200, body: { version: 3, by: 'Grace', restores: 1 } })
    expect(fileOf(site)).toEqual(MEASUREMENT)
    const { body } = await ask(`/v1/owner?site=${site}`)
    expect(body.history?.map(({ version }) => version)).toEqual([3, 2, 1])
    expect(body.current).toMatchObject({ version: 3, config: MEASUREMENT })
    expect((await post(`rollback?site=${site}`, { basedOn: 3, by: 'Ada', to: 4 })).body).toEqual({
      error: 'unknown_version',
    })
  })

  it('publishes nothing where the file can not be written', async () => {
    const site = freshSite()
    const blocked = join(directory, 'blocked')
    writeFileSync(blocked, 'a file where a directory should be')
    const other = createApp({
      sites,
      store,
      files: configFiles(sites, blocked),
      adminToken: TOKEN,
      log: (line) => logged.push(line),
      now: () => NOW,
    })
    const response = await other.request(`http://localhost/v1/owner/publish?site=${site}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' },
      body: JSON.stringify({ basedOn: 0, by: 'Ada', config: OFF }),
    })
    expect([response.status, ((await response.json()) as { error: string }).error]).toEqual([
      500,
      'publish_dir',
    ])
    expect(await store.configHistory(site, 1)).toEqual([])
    expect(logged.at(-1)).toMatch(/^owner: askfirst-site-\d+\.json could not be written \(E\w+\)$/)
  })
})

describe('GET /config', () => {
  it('serves what is published to anybody, and nothing else', async () => {
    const site = freshSite()
    const url = `http://localhost/config/askfirst-${site}.json`
    expect((await app.request(url)).status).toBe(404)
    await publish(site, 0, OFF)
    const response = await app.request(url)
    expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8')
    expect(response.headers.get('cache-control')).toBe('no-cache')
    expect(response.headers.get('access-control-allow-origin')).toBe('*')
    expect(await response.json()).toEqual(OFF)
    const etag = response.headers.get('etag')!
    expect((await app.request(url, { headers: { 'if-none-match': etag } })).status).toBe(304)
    await publish(site, 1, MEASUREMENT)
    expect((await app.request(url, { headers: { 'if-none-match': etag } })).status).toBe(200)
    for (const path of ['', 'nobody.json', '..%2fdata', `${site}.json`])
      expect((await app.request(`http://localhost/config/${path}`)).status).toBe(404)
  })
})
