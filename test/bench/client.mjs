// Prints what the client costs a page's main thread: `node test/bench/client.mjs [ROUNDS=10]` after a build.
// A round tracks 1,000 events with five properties, in tasks of 50, and waits until the collector has acknowledged all;
// beside it the same round around a function that does nothing, waiting as long. By the built script tag, after a yes,
// with every detector there. Medians of the rounds:
// - `track()`: microseconds of the call
// - main thread: ms in tasks a round, beyond the no-op's, by the browser's own count (`TaskDuration`, in rounds of their
//   own); Firefox tells none
// - longest: the longest that a loop of messages of the page to itself was kept waiting in a round
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { cpus, loadavg } from 'node:os'
import { gunzipSync } from 'node:zlib'
import { chromium } from './chromium.mjs'
import { firefox } from './firefox.mjs'

const ROUNDS = Number(process.argv[2] ?? 10)
const EVENTS = 1_000
const AIMS = { call: 6, thread: 60 }
const DIST = new URL('../../packages/askfirst/dist/', import.meta.url)

const site = await startSite()
try {
  console.log(
    '| | `track()`, µs | no-op, µs | main thread, ms per 1,000 events | of the no-op | longest, ms | of the no-op | aims |',
  )
  console.log('|---|---:|---:|---:|---:|---:|---:|---|')
  for (const [name, start] of [
    ['Chromium', chromium],
    ['Firefox', firefox],
  ])
    await print(name, start)
  const [load] = loadavg()
  console.log(
    `Aims: ${AIMS.call} µs, ${AIMS.thread} ms. On ${cpus().length} processors with a load of ${load.toFixed(1)} at the end.`,
  )
} finally {
  site.stop()
}

async function print(name, start) {
  const browser = await start()
  try {
    const page = await browser.newPage()
    await page.goto(site.url)
    await page.waitForFunction(() => 'inspect' in (window.askfirst ?? {}))
    await page.evaluate(() => window.askfirst.optIn())
    await page.waitForFunction(() => window.askfirst.inspect().mode === 'indexeddb')
    const watched = []
    const counted = []
    // The first two rounds warm the compiler up.
    for (let n = -2; n < ROUNDS; n++) {
      const pair = await rounds(page, true)
      if (n >= 0) watched.push(pair)
      if (name !== 'Chromium') continue
      const taken = []
      for (const waits of [0, undefined]) {
        const before = (await page.metrics()).TaskDuration
        const { ms } = await page.evaluate(round, EVENTS, waits ?? taken[0].ms, waits === undefined, false)
        taken.push({ ms, thread: ((await page.metrics()).TaskDuration - before) * 1_000 })
      }
      if (n >= 0) counted.push({ ours: taken[0].thread, noop: taken[1].thread })
    }
    const of = (which, what) => median(watched.map((pair) => pair[which][what]))
    const call = of('ours', 'call')
    const noop = counted.length ? median(counted.map((pair) => pair.noop)) : undefined
    const whole = counted.length ? median(counted.map((pair) => pair.ours)) : undefined
    const kept = [call <= AIMS.call]
    if (whole !== undefined) kept.push(whole - noop <= AIMS.thread)
    console.log(
      `| ${[
        name,
        call.toFixed(1),
        of('noop', 'call').toFixed(2),
        whole === undefined ? 'not told' : (whole - noop).toFixed(0),
        noop === undefined ? 'not told' : noop.toFixed(0),
        of('ours', 'longest').toFixed(1),
        of('noop', 'longest').toFixed(1),
        kept.map((ok) => (ok ? 'kept' : 'MISSED')).join(', '),
      ].join(' | ')} |`,
    )
  } finally {
    await browser.close()
  }
}

async function rounds(page, watch) {
  const ours = await page.evaluate(round, EVENTS, 0, false, watch)
  return { ours, noop: await page.evaluate(round, EVENTS, ours.ms, true, watch) }
}

/**
 * Runs in the page.
 *
 * @param {number} least ms that the round takes at least
 */
async function round(events, least, idle, watch) {
  const client = window.askfirst
  const track = idle ? () => undefined : client.track
  const { sent } = client.inspect()
  const { port1, port2 } = new MessageChannel()
  const waits = []
  let last = performance.now()
  port1.onmessage = () => {
    const now = performance.now()
    waits.push(now - last)
    last = now
    port2.postMessage(0)
  }
  if (watch) port2.postMessage(0)
  const started = performance.now()
  let inCalls = 0
  for (let n = 0; n < events; n += 50) {
    const before = performance.now()
    for (let i = n; i < n + 50; i++)
      track('bought', { sku: `tea-${i}`, price: 4.5, colour: 'green', many: i, shelf: 'first on the left' })
    inCalls += performance.now() - before
    await new Promise((done) => setTimeout(done, 5))
  }
  if (!idle) {
    await client.flush()
    while (client.inspect().sent - sent < events) await new Promise((done) => setTimeout(done, 5))
  }
  await new Promise((done) => setTimeout(done, Math.max(0, least - (performance.now() - started))))
  const ms = performance.now() - started
  port1.onmessage = null
  port1.close()
  return { ms, call: (inCalls * 1_000) / events, longest: Math.max(0, ...waits) }
}

function median(values) {
  return values.sort((a, b) => a - b)[values.length >> 1]
}

/** A page with the built script tag, isolated so that clocks tell microseconds, and a collector that takes all. */
async function startSite() {
  const headers = {
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-embedder-policy': 'require-corp',
  }
  const server = createServer(async (request, response) => {
    const path = new URL(request.url, 'http://site').pathname
    if (request.method === 'POST') {
      const parts = []
      for await (const part of request) parts.push(part)
      const body = Buffer.concat(parts)
      const text = String(body[0] === 0x1f ? gunzipSync(body) : body)
      const accepted = text.split('\n').filter((line) => line.startsWith('{"name":')).length
      response.setHeader('content-type', 'application/json')
      return response.end(JSON.stringify({ accepted, duplicate: 0, rejected: [] }))
    }
    const script = path.endsWith('.js')
    response.writeHead(200, { ...headers, 'content-type': script ? 'text/javascript' : 'text/html' })
    response.end(
      script
        ? readFileSync(new URL(path.slice(1), DIST))
        : `<!doctype html><title>Bench</title><script src="/askfirst.js" data-endpoint="/v1/events"
             data-page-views="false"></script>`,
    )
  })
  await new Promise((done) => server.listen(0, '127.0.0.1', done))
  return { url: `http://localhost:${server.address().port}`, stop: () => server.close() }
}
