import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { keepReceipt, type Receipt, sendReceipt } from '@askfirst/consent/receipt'
import type { Hono } from 'hono'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { configFiles } from '../publish/configFiles.ts'
import type { Database } from '../store/database.ts'
import { type EventStore, openEventStore } from '../store/eventStore.ts'
import { openPglite } from '../store/pglite.ts'
import { limits } from '../wire/limits.ts'
import type { AppParts } from './appParts.ts'
import { createApp } from './createApp.ts'

const NOW = Date.parse('2026-11-20T12:00:00Z')
const TOKEN = 'a-token-of-the-tests'
const ORIGIN = 'https://a.example'
const PATH = '/v1/receipts'
const authorization = `Bearer ${TOKEN}`

const directory = mkdtempSync(join(tmpdir(), 'askfirst-receipts-'))
const logged: string[] = []
let db: Database
let store: EventStore
let app: Hono

const appWith = (change: Partial<AppParts> = {}): Hono =>
  createApp({
    sites: [
      { key: 'a', origins: [ORIGIN] },
      { key: 'slow', origins: ['*'], eventsPerMinute: 2 },
    ],
    store,
    files: configFiles([], undefined),
    adminToken: TOKEN,
    log: (line) => logged.push(line),
    now: () => NOW,
    ...change,
  })

beforeAll(async () => {
  db = await openPglite(directory, () => {})
  store = await openEventStore(db)
  app = appWith({ receipts: true })
}, 60_000)
afterAll(async () => {
  await store?.close()
  rmSync(directory, { recursive: true, force: true })
})

/** A receipt as the browser makes it. */
async function made(reason = 'Count visits.'): Promise<Receipt> {
  const purpose = { id: 'measurement', label: 'Measurement', decision: 'granted' as const, reason }
  const receipt = await keepReceipt(
    {
      words: { title: 'May we?' },
      processing: {
        locale: 'en',
        purposes: [{ ...purpose, data: ['pages'], recipients: [] }],
        pack: 'eu',
        withdrawal: 'At any time.',
      },
      parties: { controller: 'Shop Ltd' },
      event: { method: 'banner-accept', layout: 'bar', buttonOrder: ['accept', 'reject'], validDays: 180 },
    },
    {
      now: () => NOW - 1_000,
      randomId: () => crypto.randomUUID(),
      sha256: (bytes) => crypto.subtle.digest('SHA-256', bytes),
      read: async () => ({ last: 0, kept: [] }),
      add: async () => true,
    },
  )
  return receipt!
}

function post(
  body: NonNullable<RequestInit['body']>,
  headers: Record<string, string> = {},
  to = app,
): Promise<Response> {
  const init = { method: 'POST', body, headers: { 'content-type': 'text/plain', ...headers } }
  return Promise.resolve(to.request(PATH, init))
}

const bodyOf = (receipt: unknown, site = 'a'): string => JSON.stringify({ v: 1, site, receipt })

async function exported(query = 'site=a'): Promise<{ receipt: Receipt }[]> {
  const response = await app.request(`${PATH}?${query}`, { headers: { authorization } })
  expect(response.headers.get('content-type')).toContain('application/x-ndjson')
  const lines = (await response.text()).split('\n').slice(0, -1)
  return lines.map((line) => JSON.parse(line))
}

describe('POST /v1/receipts', () => {
  it('is not there until the operator turns it on, and what was kept can be read all the same', async () => {
    const body = bodyOf(await made())
    for (const off of [appWith(), appWith({ receipts: false })]) {
      expect((await post(body, { origin: ORIGIN }, off)).status).toBe(404)
      expect((await off.request(PATH, { method: 'OPTIONS', headers: { origin: ORIGIN } })).status).toBe(404)
      expect((await off.request(PATH, { headers: { authorization } })).status).toBe(200)
    }
    expect(await exported()).toEqual([])
  })

  it('keeps what a browser sends, once, and gives it back as it was', async () => {
    const receipt = await made()
    const post = async (url: string, body: string): Promise<boolean> => {
      const response = await app.request(url, { method: 'POST', body, headers: { origin: ORIGIN } })
      expect(response.headers.get('access-control-allow-origin')).toBe(ORIGIN)
      replies.push(await response.json())
      return response.ok
    }
    const replies: unknown[] = []
    for (let i = 0; i < 2; i++)
      expect(await sendReceipt(receipt, { url: PATH, site: 'a' }, { hostname: () => '', post })).toBe(true)
    expect(replies).toEqual([
      { accepted: 1, duplicate: 0 },
      { accepted: 0, duplicate: 1 },
    ])
    expect(await exported()).toEqual([{ site: 'a', receivedAt: NOW, receipt }])
    expect(await exported(`site=a&from=${NOW + 1}`)).toEqual([])
    expect(await exported('site=slow')).toEqual([])
  })

  it('takes it packed, and counts it', async () => {
    expect((await post(gzipSync(bodyOf(await made())))).status).toBe(200)
    const metrics = await (await app.request('/metrics')).text()
    expect(metrics).toMatch(/askfirst_receipts_total\{site="a",result="accepted"\} [1-9]/)
  })

  it('refuses what is not exactly a receipt', async () => {
    const receipt = await made()
    const { event } = receipt
    const before = await exported()
    const faults: [body: string, status: number, error: string][] = [
      ['', 400, 'bad_receipt'],
      ['[]', 400, 'bad_receipt'],
      [bodyOf(undefined), 400, 'bad_receipt'],
      [bodyOf([receipt]), 400, 'bad_receipt'],
      [JSON.stringify({ v: 2, site: 'a', receipt }), 400, 'bad_version'],
      [JSON.stringify({ v: 1, receipt }), 400, 'bad_receipt'],
      [bodyOf({ ...receipt, ip: '203.0.113.7' }), 400, 'bad_receipt'],
      [bodyOf({ ...receipt, event: { ...event, userAgent: 'x' } }), 400, 'bad_receipt'],
      [bodyOf({ ...receipt, event: { ...event, validDays: 181 } }), 400, 'bad_hash'],
      [bodyOf({ ...receipt, hash: 'a'.repeat(64) }), 400, 'bad_hash'],
      [bodyOf(await made('x'.repeat(limits.receiptBytes))), 413, 'too_large'],
      [bodyOf(await made('é'.repeat(limits.receiptBytes / 2))), 413, 'too_large'],
      [bodyOf(receipt, 'nobody'), 403, 'unknown_site'],
    ]
    for (const [body, status, error] of faults) {
      const response = await post(body)
      expect([body.slice(0, 80), response.status, await response.json()]).toEqual([
        body.slice(0, 80),
        status,
        { error },
      ])
    }
    expect(await exported()).toEqual(before)
  })

  it('takes it from the pages of the site only, and no more than the site may send', async () => {
    const foreign = await post(bodyOf(await made()), { origin: 'https://b.example' })
    expect([foreign.status, await foreign.json()]).toEqual([403, { error: 'origin' }])
    const preflight = await app.request(PATH, { method: 'OPTIONS', headers: { origin: ORIGIN } })
    expect([preflight.status, preflight.headers.get('access-control-allow-origin')]).toEqual([204, ORIGIN])
    const statuses: number[] = []
    for (let i = 0; i < 3; i++) statuses.push((await post(bodyOf(await made(), 'slow'))).status)
    expect(statuses).toEqual([200, 200, 429])
  })

  it('keeps and tells neither the address nor the user agent', async () => {
    const headers = {
      'user-agent': 'A-Browser/7',
      'x-forwarded-for': '203.0.113.7',
      forwarded: 'for=203.0.113.7',
    }
    expect((await post(bodyOf(await made()), headers)).status).toBe(200)
    const rows = await db.query('select * from askfirst.receipts')
    const told = JSON.stringify([rows, logged, await exported()])
    expect(told).not.toMatch(/A-Browser|203\.0\.113/)
    expect(Object.keys(rows[0] as object).sort()).toEqual([
      'hash',
      'receipt',
      'received_at',
      'record_id',
      'site',
    ])
  })
})

describe('GET /v1/receipts', () => {
  it('needs the token, and a site that there is', async () => {
    for (const headers of [{}, { authorization: 'Bearer wrong' }])
      expect((await app.request(PATH, { headers })).status).toBe(401)
    const unset = appWith({ receipts: true, adminToken: undefined })
    expect((await unset.request(PATH, { headers: { authorization } })).status).toBe(401)
    expect((await app.request(`${PATH}?site=nobody`, { headers: { authorization } })).status).toBe(404)
    expect((await app.request(`${PATH}?from=yesterday`, { headers: { authorization } })).status).toBe(400)
    const response = await app.request(PATH, { headers: { authorization } })
    expect([response.status, response.headers.get('cache-control')]).toEqual([200, 'no-store'])
  })
})
