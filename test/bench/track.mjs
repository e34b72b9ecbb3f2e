// Prints what a call of `track` costs: `node test/bench/track.mjs [ROUNDS=300]` after a build.
// Microseconds of the synchronous part of `track` with five properties, by the built script tag in Chromium and Firefox,
// after a yes and with every detector there: through a plan that declares them, through none, and the same loop around a
// function that does nothing. A round is 100 calls of each, in turns; the queue is sent to a server here between rounds.
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { cpus, loadavg } from 'node:os'
import { compilePlan, definePlan, event, number, oneOf, string } from '../../packages/plan/dist/index.js'
import { chromium } from './chromium.mjs'
import { firefox } from './firefox.mjs'

const ROUNDS = Number(process.argv[2] ?? 300)
const CALLS = 100
const AIM_US = 10
const DIST = new URL('../../packages/askfirst/dist/', import.meta.url)
const plan = definePlan({
  events: {
    bought: event({
      why: 'To see what sells.',
      retention: '90d',
      props: {
        sku: string().pattern('[a-z]+-[0-9]+'),
        price: number(),
        colour: oneOf('green', 'black'),
        many: number().generalize([2, 5, 10]),
        shelf: oneOf('first on the left', 'window'),
      },
    }),
  },
})

const site = await startSite()
try {
  console.log('| | | median, µs | p99 of the rounds, µs | calls a second | median / no-op | aim of 10 µs |')
  console.log('|---|---|---|---|---|---|---|')
  for (const [name, start] of [
    ['Chromium', chromium],
    ['Firefox', firefox],
  ])
    await print(name, start)
  const [load] = loadavg()
  console.log(`On ${cpus().length} processors with a load of ${load.toFixed(1)} at the end.`)
} finally {
  site.stop()
}

async function print(name, start) {
  const browser = await start()
  try {
    let noop = 0
    for (const path of ['/noop', '/plan', '/none']) {
      const rounds = await measure(browser, path)
      const at = (share) => rounds[Math.floor((rounds.length - 1) * share)]
      if (path === '/noop') noop = at(0.5)
      const what = { '/noop': 'no-op', '/plan': 'with a plan', '/none': 'without a plan' }[path]
      const verdict = path === '/noop' ? '' : at(0.5) <= AIM_US ? 'kept' : 'MISSED'
      const ratio = noop ? (at(0.5) / noop).toFixed(0) : 'too short to time'
      console.log(
        `| ${name} | ${what} | ${at(0.5).toFixed(2)} | ${at(0.99).toFixed(2)} | ${at(0.5) ? Math.round(1e6 / at(0.5)).toLocaleString('en') : '∞'} | ${ratio} | ${verdict} |`,
      )
    }
  } finally {
    await browser.close()
  }
}

/** @returns {Promise<number[]>} microseconds of one call, by round, the shortest first */
async function measure(browser, path) {
  const tab = await browser.newPage()
  try {
    await tab.goto(site.url + path)
    await tab.waitForFunction(() => 'inspect' in (window.askfirst ?? {}))
    const before = site.events()
    const { rounds, sent, dropped } = await tab.evaluate(bench, ROUNDS, CALLS, path === '/noop')
    if (path !== '/noop' && (sent !== ROUNDS * CALLS || site.events() - before < sent))
      throw new Error(`${sent} of ${ROUNDS * CALLS} events were sent, dropped: ${JSON.stringify(dropped)}`)
    return rounds.sort((a, b) => a - b)
  } finally {
    await tab.close()
  }
}

/** Runs in the page. */
async function bench(rounds, calls, idle) {
  const client = window.askfirst
  await client.optIn()
  while (!client.consent.allows('measurement')) await new Promise((done) => setTimeout(done, 10))
  const track = idle ? () => undefined : client.track
  const measured = []
  // The first rounds warm the compiler up.
  for (let round = -20; round < rounds; round++) {
    if (round === 0) window.before = client.inspect().sent
    const started = performance.now()
    for (let n = 0; n < calls; n++)
      track('bought', { sku: `tea-${n}`, price: 4.5, colour: 'green', many: n, shelf: 'first on the left' })
    const took = performance.now() - started
    if (round >= 0) measured.push((took * 1_000) / calls)
    await client.flush()
  }
  const { sent, dropped } = client.inspect()
  return { rounds: measured, sent: sent - window.before, dropped }
}

/** Pages with the built script tag, isolated so that clocks tell microseconds, and a collector that takes all. */
async function startSite() {
  let events = 0
  const headers = {
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-embedder-policy': 'require-corp',
  }
  const server = createServer(async ({ url, method }, response) => {
    const path = new URL(url, 'http://site').pathname
    if (method === 'POST') {
      events += CALLS
      response.setHeader('content-type', 'application/json')
      return response.end(JSON.stringify({ accepted: CALLS, duplicate: 0, rejected: [] }))
    }
    const script = path.endsWith('.js')
    response.writeHead(200, { ...headers, 'content-type': script ? 'text/javascript' : 'text/html' })
    response.end(script ? readFileSync(new URL(path.slice(1), DIST)) : pageOf(path))
  })
  await new Promise((done) => server.listen(0, '127.0.0.1', done))
  return {
    url: `http://localhost:${server.address().port}`,
    events: () => events,
    stop: () => server.close(),
  }
}

function pageOf(path) {
  const options = path === '/plan' ? `data-options='${JSON.stringify({ plan: compilePlan(plan) })}'` : ''
  return `<!doctype html><title>Bench</title><script src="/askfirst.js" data-endpoint="/v1/events"
    data-page-views="false" ${options}></script>`
}
