import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { poll } from '../support/poll.ts'
import { skipBecause } from '../support/skipBecause.ts'
import { type CollectorChild, startCollectorChild, TOKEN } from './collectorChild.ts'

const RECIPES = fileURLToPath(new URL('../../examples/first-party/', import.meta.url))
const NGINX = ['/usr/sbin/nginx', '/usr/local/bin/nginx', '/opt/homebrew/bin/nginx'].find(existsSync)
const ADDRESS = '203.0.113.7'

let directory: string
let port: number
let site: string
beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'askfirst-first-party-'))
  port = await freePort()
  site = `http://localhost:${port}`
})
afterEach(() => rmSync(directory, { recursive: true, force: true }))

describe('the collector at the site’s own address', () => {
  it.for(['express', 'fastify', 'hono', 'fetch'])('%s', async (name) => {
    const env = { PORT: String(port), ASKFIRST_DATA: directory }
    const server = await startCollectorChild(env, join(RECIPES, `${name}.mjs`))
    await takesEvents()
    expect(await (await fetch(site)).text()).toContain('<h1>Shop</h1>')
    expect(await server.end('SIGTERM')).toBe(0)
  })

  it('nginx, which writes nobody’s address down, and outlives its collector', async (context) => {
    skipBecause(context, NGINX ? undefined : 'nginx is not installed')
    const env = {
      ASKFIRST_DATA: join(directory, 'data'),
      PORT: String(await freePort()),
      ASKFIRST_SITES: JSON.stringify([{ key: 'shop', origins: [site] }]),
    }
    let collector = await startCollectorChild(env)
    const nginx = startNginx(collector)
    context.onTestFinished(async () => {
      nginx.kill('SIGTERM')
      await collector.end('SIGKILL')
    })
    await poll('nginx', async () => (await fetch(site).catch(() => undefined))?.ok || undefined)
    await takesEvents()
    await collector.end('SIGKILL')
    // What the page takes for a fault that passes: it keeps its events.
    expect((await post(batch(9))).status).toBe(502)
    collector = await startCollectorChild(env)
    expect((await post(batch(9))).status).toBe(200)
    expect(await exported()).toHaveLength(3)
    const written = readdirSync(directory).filter((file) => /\.log$/.test(file))
    expect(written).toContain('access.log')
    for (const file of written) {
      const text = readFileSync(join(directory, file), 'utf8')
      expect(text).not.toMatch(/v1\/(events|export)/)
      expect(text).not.toContain(ADDRESS)
    }
  })
})

/** Plain and packed events, the site's own alone, and none that are too large; each is there once. */
async function takesEvents(): Promise<void> {
  expect(await (await post(batch(1))).json()).toMatchObject({ accepted: 1, duplicate: 0 })
  expect(await (await post(gzipSync(batch(2)))).json()).toMatchObject({ accepted: 1 })
  expect(await (await post(batch(1))).json()).toMatchObject({ accepted: 0, duplicate: 1 })
  expect((await post(batch(3), 'https://other.example')).status).toBe(403)
  expect((await post('x'.repeat(600_000))).status).toBe(413)
  const stored = await exported()
  expect(stored.map(({ props }) => props['n']).sort()).toEqual([1, 2])
  expect(JSON.stringify(stored)).not.toContain(ADDRESS)
}

function post(body: string | Uint8Array<ArrayBuffer>, origin = site): Promise<Response> {
  const headers = { 'content-type': 'text/plain', origin, 'x-forwarded-for': ADDRESS, 'x-real-ip': ADDRESS }
  return fetch(`${site}/v1/events`, { method: 'POST', headers, body })
}

/** One event that is numbered so. */
function batch(n: number): string {
  const now = Date.now()
  const stream = `${new Date(now).toISOString().slice(0, 10)}.${'A'.repeat(21)}${n}`
  const head = { v: 1, site: 'shop', sentAt: now }
  const chunk = { stream, purpose: 'measurement', seq: 0, count: 1, at: now }
  return [head, chunk, { name: 'e', at: 0, props: { n } }].map((line) => JSON.stringify(line)).join('\n')
}

async function exported(): Promise<{ props: Record<string, unknown> }[]> {
  const headers = { authorization: `Bearer ${TOKEN}` }
  const text = await (await fetch(`${site}/v1/export?site=shop`, { headers })).text()
  return text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as { props: Record<string, unknown> })
}

/** nginx with the recipe in the block of a site, everything that it writes in the test's directory. */
function startNginx({ url }: CollectorChild): ChildProcess {
  const recipe = readFileSync(join(RECIPES, 'nginx.conf'), 'utf8')
  const passing = recipe.replace('http://127.0.0.1:8787', `http://127.0.0.1:${new URL(url).port}`)
  if (passing === recipe) throw new Error('the recipe names another address than it did')
  const folders = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (kind) => `${kind}_temp_path ${join(directory, kind)};`,
  )
  const config = join(directory, 'nginx.conf')
  writeFileSync(
    config,
    `daemon off;
${process.getuid?.() === 0 ? 'user root;' : ''}
pid ${join(directory, 'nginx.pid')};
error_log ${join(directory, 'error.log')};
events {}
http {
  access_log ${join(directory, 'access.log')};
  ${folders.join('\n  ')}
  server {
    listen 127.0.0.1:${port};
    location / { default_type text/html; return 200 'Shop'; }
    ${passing}
  }
}`,
  )
  return spawn(NGINX!, ['-e', join(directory, 'error.log'), '-c', config], { stdio: 'ignore' })
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port: free } = server.address() as AddressInfo
      server.close(() => resolve(free))
    })
  })
}
