import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { type Collector, createCollector } from './createCollector.ts'

const directory = mkdtempSync(join(tmpdir(), 'askfirst-collector-'))
afterAll(() => rmSync(directory, { recursive: true, force: true }))

const sites = [{ key: 'a', origins: ['self'] }]
const logged: string[] = []
const open = (): Promise<Collector> =>
  createCollector({ sites, dataDir: directory, log: (line) => logged.push(line) })

function batch(count: number, name: string): string {
  const head = { v: 1, site: 'a', sentAt: Date.now() }
  const chunk = { stream: `2026-11-20.${name.padEnd(22, '0')}`, purpose: 'p', seq: 0, count, at: Date.now() }
  const events = Array.from({ length: count }, (_, n) => ({ name: 'e', at: 0, props: { n } }))
  return [head, chunk, ...events].map((line) => JSON.stringify(line)).join('\n')
}

describe('createCollector', () => {
  it('says what to mend before it opens anything', async () => {
    await expect(createCollector({ sites })).rejects.toThrow(/set `dataDir` .* or `databaseUrl`/)
    await expect(createCollector({ sites: [], dataDir: directory })).rejects.toThrow(/`sites` is empty/)
    const receipts = 'yes' as unknown as boolean
    await expect(createCollector({ sites, dataDir: directory, receipts })).rejects.toThrow(
      /`receipts` is "yes"/,
    )
    await expect(createCollector({ sites, dataDir: '/dev/null/x' })).rejects.toThrow(
      /can't create the data directory/,
    )
  })

  it('takes receipts only where it is told to', async () => {
    for (const [receipts, status] of [[false, 404] as const, [true, 400] as const]) {
      const collector = await createCollector({ sites, dataDir: directory, receipts })
      const response = await collector.app.request('/v1/receipts', { method: 'POST', body: 'no receipt' })
      expect(response.status).toBe(status)
      await collector.close()
    }
  })

  it('serves on loopback, refuses a second holder of its data, and closes as often as it is asked', async () => {
    const collector = await open()
    const { port, url } = await collector.listen({ port: 0 })
    expect(url).toBe(`http://localhost:${port}/`)
    expect(await (await fetch(`http://127.0.0.1:${port}/healthz`)).json()).toEqual({ ok: true })
    await expect(open()).rejects.toThrow(`in use by the process ${process.pid}`)
    await expect(collector.listen({ port })).rejects.toThrow(/choose another port/)
    await Promise.all([collector.close(), collector.close()])
    await collector.close()
    await expect(fetch(`http://127.0.0.1:${port}/healthz`)).rejects.toThrow()
    await expect(collector.listen({ port: 0 })).rejects.toThrow(/it is closed/)
  })

  it('finishes the request that runs when it is closed, and keeps its events', async () => {
    const collector = await open()
    const { port } = await collector.listen({ port: 0 })
    const body = batch(500, 'closing')
    const answered = new Promise<{ status: number | undefined; text: string }>((resolve, reject) => {
      const client = request({ port, host: '127.0.0.1', path: '/v1/events', method: 'POST' }, (response) => {
        let text = ''
        response.on('data', (part) => {
          text += part
        })
        response.on('end', () => resolve({ status: response.statusCode, text }))
      })
      client.on('error', reject)
      client.write(body.slice(0, 1_000), () => {
        // Half of the body is on its way when the collector begins to close.
        setTimeout(() => {
          closing = collector.close()
          client.end(body.slice(1_000))
        }, 50)
      })
    })
    let closing: Promise<void> | undefined
    expect(await answered).toEqual({ status: 200, text: '{"accepted":500,"duplicate":0,"rejected":[]}' })
    await closing
    const again = await open()
    const response = await again.app.request('/v1/events', { method: 'POST', body: batch(500, 'closing') })
    expect(await response.json()).toEqual({ accepted: 0, duplicate: 500, rejected: [] })
    await again.close()
  })

  it('answers 413 to a client that is still sending, and goes on serving', async () => {
    const collector = await open()
    const { port } = await collector.listen({ port: 0 })
    const endpoint = `http://127.0.0.1:${port}/v1/events`
    const status = await fetch(endpoint, { method: 'POST', body: 'x'.repeat(5_000_000) }).then(
      (response) => response.status,
      () => 'cut off',
    )
    expect([413, 'cut off']).toContain(status)
    expect((await fetch(endpoint, { method: 'POST', body: batch(1, 'after413') })).status).toBe(200)
    await collector.close()
  })

  it('deletes what has been kept for its time when it starts, and goes on telling how much it was', async () => {
    const dataDir = join(directory, 'retention')
    const adminToken = 'sixteen-characters'
    const start = (retention: '1d' | '25mo'): Promise<Collector> =>
      createCollector({ sites: [{ key: 'a', origins: ['self'], retention }], dataDir, adminToken })
    const read = async (collector: Collector, path: string): Promise<string> => {
      const headers = { authorization: `Bearer ${adminToken}` }
      return (await collector.app.request(path, { headers })).text()
    }
    const day = new Date(Date.now() - 3 * 86_400_000).toISOString().slice(0, 10)
    const body = batch(5, 'old').replace('2026-11-20', day)

    const before = await start('25mo')
    await before.app.request('/v1/events', { method: 'POST', body })
    expect((await read(before, '/v1/export')).trim().split('\n')).toHaveLength(5)
    await before.close()

    const after = await start('1d')
    await expect.poll(() => read(after, '/v1/export')).toBe('')
    const daily = JSON.parse(await read(after, `/v1/daily?from=${day}`))
    expect(daily).toEqual({ site: 'a', days: [{ day, events: { e: 5 }, pages: {} }] })
    await expect.poll(() => read(after, '/metrics')).toContain('askfirst_events_expired_total{site="a"} 5')
    expect((await after.app.request('/v1/daily')).status).toBe(401)
    await after.close()
  })

  it('keeps neither address nor user agent, on disk or in its words', async () => {
    const marks = ['203.0.113.77', 'SecretBrowser/9.9', '2001:db8::7777']
    const collector = await open()
    const { port } = await collector.listen({ port: 0 })
    const headers = {
      'user-agent': marks[1]!,
      'x-forwarded-for': marks[0]!,
      'x-real-ip': marks[0]!,
      forwarded: `for="[${marks[2]}]"`,
      'cf-connecting-ip': marks[2]!,
    }
    const post = (path: string, body: string): Promise<Response> =>
      fetch(`http://127.0.0.1:${port}${path}`, { method: 'POST', body, headers })
    expect((await post('/v1/events', batch(20, 'private'))).status).toBe(200)
    for (const body of ['nonsense', batch(1, 'x').replace('"a"', '"nobody"')]) await post('/v1/events', body)
    await post('/v1/erase', '{}')
    const metrics = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text()
    await collector.close()
    // A mark that must be found proves that the search reads what it should.
    expect(filesWith(directory, 'private00000')).not.toEqual([])
    for (const mark of [...marks, '127.0.0.1']) {
      expect(filesWith(join(directory, 'pg', 'base'), mark)).toEqual([])
      expect(filesWith(join(directory, 'pg', 'pg_wal'), mark)).toEqual([])
      expect([...logged, metrics].join('\n')).not.toContain(mark)
    }
    for (const mark of marks) expect(filesWith(directory, mark)).toEqual([])
  })
})

function filesWith(path: string, text: string): string[] {
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => readFileSync(file).includes(text))
}
