// Prints what events cost on the wire: `node test/bench/wire.mjs` after a build.
// Bytes of request bodies an event, for 1, 10, 100 and 1,000 events of one name with five properties each. The native
// format by the built script tag in Chromium, as its requests arrive here; all formats, the native one too, by their own
// code in Node from the same events, gzip where the format uses it (Node's zlib). The values come from a seeded generator,
// and the pauses between events too (injected: Date.now), so `values` is what no format can save: gzip of the values and
// pauses alone, one line an event.
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { gunzipSync, gzipSync } from 'node:zlib'
import { base64url, native } from '../../packages/formats/dist/index.js'
import { chromium } from './chromium.mjs'

const SIZES = [1, 10, 100, 1_000]
const AIM_BYTES = 20
const AIM_AT = 100
const DIST = new URL('../../packages/askfirst/dist/', import.meta.url)
const FORMATS = new URL('../../packages/formats/dist/', import.meta.url)
const NOW = 1_800_000_000_000
const UUID = '00000000-0000-4000-8000-000000000000'

/** How each of the others is made. */
const OTHERS = {
  webhook: { url: 'https://in.example/hook' },
  segment: { writeKey: 'a'.repeat(32) },
  rudderstack: { writeKey: 'a'.repeat(27), dataPlaneUrl: 'https://in.example' },
  posthog: { apiKey: `phc_${'a'.repeat(43)}`, host: 'https://in.example' },
  umami: { endpoint: 'https://in.example/api/batch', website: UUID },
  plausible: { endpoint: 'https://in.example/api/event', domain: 'shop.example', maxAge: 9e9 },
  matomo: { endpoint: 'https://in.example/matomo.php', site: 1 },
  snowplow: { endpoint: 'https://in.example/com.snowplowanalytics.snowplow/tp2', appId: 'shop' },
  otlp: { endpoint: 'https://in.example/v1/logs' },
  cloudEvents: { endpoint: 'https://in.example/events', source: 'https://shop.example' },
}

const rows = []
const add = (name, measure) => rows.push([name, ...SIZES.map((count) => measure(count) / count)])
const wire = await measureWire()
rows.push(['native, as Chromium sent it', ...SIZES.map((count, i) => wire[i] / count)])
add('native', (count) => sizeOf(native('/v1/events'), count, true))
add('native without gzip', (count) => sizeOf(native('/v1/events'), count, false))
for (const [name, options] of Object.entries(OTHERS)) {
  const format = await make(name, options)
  add(`${name}${format.gzip ? '' : ', no gzip'}`, (count) => sizeOf(format, count, true))
}
add('values', (count) => gzipSync(eventsOf(count).map(valuesOf).join('\n')).length)

console.log(
  `| bytes an event | ${SIZES.map((size) => `${size.toLocaleString('en')}`).join(' | ')} | times native at ${AIM_AT} |`,
)
console.log(`|---|${SIZES.map(() => '---:').join('|')}|---:|`)
const at = SIZES.indexOf(AIM_AT) + 1
for (const [name, ...sizes] of rows)
  console.log(
    `| ${name} | ${sizes.map((size) => size.toFixed(1)).join(' | ')} | ${(sizes[at - 1] / rows[0][at]).toFixed(1)} |`,
  )
const reached = rows[0][at]
console.log(
  `Aim of ${AIM_BYTES} bytes at ${AIM_AT} events of five properties: ${reached <= AIM_BYTES ? 'kept' : 'MISSED'} (${reached.toFixed(1)}).`,
)

async function make(name, options) {
  const made = (await import(new URL(`${name}.js`, FORMATS)))[name](options)
  return { ...made, gzip: made.encode(batchOf(1), { pageEnd: false }).gzip }
}

/** Bytes of all bodies that carry so many events. */
function sizeOf(format, count, pack) {
  const { events: most } = format.limits
  let bytes = 0
  for (let first = 0; first < count; first += most) {
    const { body, gzip } = format.encode(batchOf(Math.min(most, count - first), first), { pageEnd: false })
    bytes += pack && gzip && body.length > 1_000 ? gzipSync(body).length : Buffer.byteLength(body)
  }
  return bytes
}

/** The events from `first` on, in chunks as the client cuts them. */
function batchOf(count, first = 0) {
  const events = eventsOf(first + count).slice(first)
  const chunks = []
  for (let from = 0; from < count; from += 100) {
    const some = events.slice(from, from + 100)
    const { at } = some[0]
    chunks.push({
      stream: `2027-01-15.${base64url(Uint8Array.from({ length: 16 }, (_, n) => n * 37))}`,
      purpose: 'measurement',
      seq: first + from,
      count: some.length,
      at,
      lines: some.map((event) => JSON.stringify({ ...event, at: event.at - at })).join('\n'),
    })
  }
  return { site: 'shop', sentAt: events.at(-1).at, chunks }
}

function valuesOf({ at, props }, i, all) {
  return [at - (all[i - 1]?.at ?? at), ...Object.values(props)].join()
}

/** A shop's events: one of 200 articles, 40 prices, 4 colours, a number from 1 to 9, one of 8 shelves. */
function eventsOf(count) {
  let seed = 20_261_123
  const random = (below) => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((seed / 2 ** 32) * below)
  }
  let at = NOW
  return Array.from({ length: count }, () => {
    at += 200 + random(5_000)
    const props = {
      sku: `tea-${random(200)}`,
      price: random(40) + 0.5,
      colour: ['green', 'black', 'white', 'red'][random(4)],
      many: 1 + random(9),
      shelf: `row ${random(8)}`,
    }
    return { name: 'bought', at, props }
  })
}

/** @returns {Promise<number[]>} bytes of the bodies that arrived, by size, each from a page of its own */
async function measureWire() {
  const site = await startSite()
  const browser = await chromium()
  try {
    const sizes = []
    for (const count of SIZES) {
      const context = await browser.createBrowserContext()
      const page = await context.newPage()
      await page.goto(site.url)
      await page.waitForFunction(() => 'inspect' in (window.askfirst ?? {}))
      const before = site.taken()
      const sent = await page.evaluate(track, eventsOf(count))
      const { events, bytes } = site.taken()
      if (sent !== count || events - before.events !== count)
        throw new Error(`${events - before.events} of ${count} events have arrived`)
      sizes.push(bytes - before.bytes)
      await context.close()
    }
    return sizes
  } finally {
    await browser.close()
    site.stop()
  }
}

/** Runs in the page. */
async function track(events) {
  const client = window.askfirst
  await client.optIn()
  while (client.inspect().mode !== 'indexeddb') {
    await client.flush()
    await new Promise((done) => setTimeout(done, 10))
  }
  const { now } = Date
  let ahead = 0
  Date.now = () => now() + ahead
  events.forEach(({ name, at, props }, i) => {
    ahead += at - (events[i - 1]?.at ?? at)
    client.track(name, props)
  })
  await client.flush()
  return client.inspect().sent
}

/** A page with the built script tag, and a collector that takes all and tells how much that was. */
async function startSite() {
  const taken = { events: 0, bytes: 0 }
  const server = createServer(async (request, response) => {
    const path = new URL(request.url, 'http://site').pathname
    if (request.method === 'POST') {
      const parts = []
      for await (const part of request) parts.push(part)
      const body = Buffer.concat(parts)
      const text = String(body[0] === 0x1f ? gunzipSync(body) : body)
      const events = text.split('\n').filter((line) => line.startsWith('{"name":')).length
      taken.events += events
      taken.bytes += body.length
      response.setHeader('content-type', 'application/json')
      return response.end(JSON.stringify({ accepted: events, duplicate: 0, rejected: [] }))
    }
    const script = path.endsWith('.js')
    response.writeHead(200, { 'content-type': script ? 'text/javascript' : 'text/html' })
    response.end(
      script
        ? readFileSync(new URL(path.slice(1), DIST))
        : `<!doctype html><title>Bench</title><script src="/askfirst.js" data-endpoint="/v1/events"
             data-site="shop" data-page-views="false"></script>`,
    )
  })
  await new Promise((done) => server.listen(0, '127.0.0.1', done))
  return {
    url: `http://localhost:${server.address().port}`,
    taken: () => ({ ...taken }),
    stop: () => server.close(),
  }
}
