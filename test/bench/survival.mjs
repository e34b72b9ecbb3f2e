// Prints what a SIGKILL of the whole browser leaves of an event: `node test/bench/survival.mjs [TRIES=20] [DELAYS=0,20,50,100,500]`
// after a build.
// A page tracks one event while the collector cuts every connection, and tells this process in the same task, which kills
// the browser (its process group) so many ms later; the same profile is then opened again with the collector up. `put`
// counts the tries in which the page had been told before the kill that the queue holds the event: none of those may be
// lost. The yes comes from an earlier visit. A try takes some seconds, the whole run half an hour.
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { chromium } from './chromium.mjs'
import { firefox } from './firefox.mjs'

const TRIES = Number(process.argv[2] ?? 20)
const DELAYS = (process.argv[3] ?? '0,20,50,100,500').split(',').map(Number)
const AIM_MS = 50
const LEASE_MS = 25_000
const DIST = new URL('../../packages/askfirst/dist/', import.meta.url)
const ENGINES = [
  ['Chromium', chromium],
  ['Firefox', firefox],
]

const folder = mkdtempSync(join(tmpdir(), 'survival-'))
const site = await startSite()
let kept = true
let tried = 0
try {
  console.log(`| ms from \`track\` to SIGKILL | ${DELAYS.join(' | ')} |`)
  console.log(`|---|${DELAYS.map(() => '---:').join('|')}|`)
  for (const [name, start] of ENGINES) {
    const profile = join(folder, name)
    await visit(start, profile, async (page) => {
      await page.evaluate(() => window.askfirst.optIn())
      await page.waitForFunction(() => window.askfirst.consent.snapshot().reason !== 'reading-record')
    })
    const cells = []
    for (const delay of DELAYS) {
      const tries = []
      for (let n = 0; n < TRIES; n++) tries.push(await tryOnce(start, profile, delay))
      const survived = tries.filter(({ arrived }) => arrived).length
      const put = tries.filter(({ told }) => told).length
      const broken = tries.filter(({ told, arrived }) => told && !arrived).length
      if (delay >= AIM_MS && survived < TRIES) kept = false
      cells.push(`${survived} of ${TRIES} (put ${put}${broken ? `, LOST ALL THE SAME ${broken}` : ''})`)
    }
    console.log(`| ${name} | ${cells.join(' | ')} |`)
  }
  console.log(`Aim of all from ${AIM_MS} ms on: ${kept ? 'kept' : 'MISSED'}.`)
} finally {
  site.stop()
  rmSync(folder, { recursive: true, force: true })
}

/** One event, one kill, one visit after. */
async function tryOnce(start, prepared, delay) {
  const profile = mkdtempSync(join(folder, 'try-'))
  cpSync(prepared, profile, { recursive: true })
  // Short: what looks like the number of a card does not leave as it is.
  const killed = { id: `t${++tried}`, told: false }
  site.answering(false)
  const browser = await start({ userDataDir: profile })
  const page = await browser.newPage()
  await page.goto(site.url)
  await page.waitForFunction(() => window.askfirst?.inspect?.().mode === 'indexeddb')
  const tracked = site.tracked(delay)
  page.evaluate(track, killed.id).catch(() => undefined)
  await tracked
  killed.told = site.told(killed.id)
  const process = browser.process()
  const ended = new Promise((done) => process.once('close', done))
  globalThis.process.kill(-process.pid, 'SIGKILL')
  await ended
  await browser.disconnect().catch(() => undefined)
  // The driver of Firefox puts the profile's preferences back when it sees the end.
  while (existsSync(join(profile, 'user.js.puppeteer'))) await new Promise((done) => setTimeout(done, 50))

  site.answering(true)
  await visit(start, profile, async (next) => {
    await next.waitForFunction(() => window.askfirst?.inspect?.().mode === 'indexeddb')
    await next.evaluate(() => window.askfirst.flush())
    // What the killed page had on the wire is under its lease, which runs out in 25 s.
    await next.waitForFunction(() => !window.askfirst.inspect().queued.events, { timeout: LEASE_MS + 15_000 })
  })
  rmSync(profile, { recursive: true, force: true })
  return { told: killed.told, arrived: site.has(killed.id) }
}

/** Runs in the page. */
function track(id) {
  const client = window.askfirst
  client.track('survivor', { n: id })
  void fetch(`/tracked`, { method: 'POST' })
  const look = () => {
    if (client.inspect().queued.events) void fetch(`/put?${id}`, { method: 'POST' })
    else setTimeout(look, 1)
  }
  look()
}

async function visit(start, userDataDir, work) {
  const browser = await start({ userDataDir })
  try {
    const page = await browser.newPage()
    await page.goto(site.url)
    await page.waitForFunction(() => 'inspect' in (window.askfirst ?? {}))
    await work(page)
  } finally {
    await browser.close()
  }
}

/** A page with the built script tag, a collector that takes all or cuts every connection, and an ear for the page. */
async function startSite() {
  const puts = new Set()
  const arrived = new Set()
  let answering = true
  let heard = () => undefined
  const server = createServer(async (request, response) => {
    const { pathname: path, search } = new URL(request.url, 'http://site')
    if (path === '/tracked') return heard()
    if (path === '/put') puts.add(search.slice(1))
    else if (path === '/v1/events') {
      if (!answering) return request.destroy()
      const parts = []
      for await (const part of request) parts.push(part)
      const body = Buffer.concat(parts)
      const lines = String(body[0] === 0x1f ? gunzipSync(body) : body).split('\n')
      const events = lines.filter((line) => line.startsWith('{"name":')).map((line) => JSON.parse(line))
      for (const { props } of events) arrived.add(props.n)
      response.setHeader('content-type', 'application/json')
      return response.end(JSON.stringify({ accepted: events.length, duplicate: 0, rejected: [] }))
    }
    const script = path.endsWith('.js')
    response.writeHead(200, { 'content-type': script ? 'text/javascript' : 'text/html' })
    response.end(
      script
        ? readFileSync(new URL(path.slice(1), DIST))
        : `<!doctype html><title>Bench</title><script src="/askfirst.js" data-endpoint="/v1/events"
             data-page-views="false"></script>`,
    )
  })
  await new Promise((done) => server.listen(0, '127.0.0.1', done))
  return {
    url: `http://localhost:${server.address().port}`,
    answering: (now) => {
      answering = now
    },
    /** Resolves `ms` after the page has said that it has tracked. */
    tracked: (ms) =>
      new Promise((done) => {
        heard = () => setTimeout(done, ms)
      }),
    told: (id) => puts.has(id),
    has: (id) => arrived.has(id),
    stop: () => {
      server.close()
      server.closeAllConnections()
    },
  }
}
