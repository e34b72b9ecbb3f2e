// Prints what sealing costs: `node test/bench/seal.mjs [ROUNDS=9]` after a build.
// Microseconds to write a chunk of 100 events of 5 properties as JSON lines, to seal it with its stream as the queue
// does, and to open it again, in Chromium and Firefox; the medians of rounds that take turns.
import { createServer } from 'node:http'
import { cpus, loadavg } from 'node:os'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { chromium } from './chromium.mjs'
import { firefox } from './firefox.mjs'

const ROUNDS = Number(process.argv[2] ?? 9)
/** Calls in a round: Firefox rounds its clock to 1 ms. */
const CALLS = 200
const AIM_US = 1_000
const SOURCES = fileURLToPath(new URL('../../packages/askfirst/src/', import.meta.url))

const page = await startPage()
try {
  console.log('| | encode, µs | seal, µs | open, µs | seal / encode | aim of 1 ms per 100 events |')
  console.log('|---|---|---|---|---|---|')
  for (const [name, start] of [
    ['Chromium', chromium],
    ['Firefox', firefox],
  ])
    print(name, await measure(start))
  const [load] = loadavg()
  console.log(
    `On ${cpus().length} processors with a load of ${load.toFixed(1)} at the end: the ratio tells more`,
  )
} finally {
  page.stop()
}

/** @returns {Promise<Record<'encode' | 'seal' | 'open', number>>} microseconds of one chunk */
async function measure(start) {
  const browser = await start()
  try {
    const tab = await browser.newPage()
    await tab.goto(page.url)
    const rounds = await tab.evaluate(
      async (most, calls) => {
        const { bench } = await import('/bench.js')
        return bench(most, calls)
      },
      ROUNDS,
      CALLS,
    )
    const median = (step) => rounds.map((round) => round[step]).sort((a, b) => a - b)[ROUNDS >> 1]
    return { encode: median('encode'), seal: median('seal'), open: median('open') }
  } finally {
    await browser.close()
  }
}

function print(name, { encode, seal, open }) {
  const numbers = [encode, seal, open].map(Math.round).join(' | ')
  console.log(
    `| ${name} | ${numbers} | ${(seal / encode).toFixed(1)} | ${seal < AIM_US ? 'kept' : 'MISSED'} |`,
  )
}

/** A page in a secure context, and the product's own code for it. */
async function startPage() {
  const contents = `
    import { encodeChunks } from './encodeChunks.ts'
    import { memoryRows } from './memoryRows.ts'
    import { createSeal } from './seal.ts'
    import { sealedChunks } from './sealedChunks.ts'
    export const bench = ${bench}
    const parts = { encodeChunks, memoryRows, createSeal, sealedChunks }
  `
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: SOURCES, loader: 'ts' },
    bundle: true,
    format: 'esm',
    write: false,
  })
  const server = createServer(({ url }, response) => {
    const script = url === '/bench.js'
    response.writeHead(200, { 'content-type': script ? 'text/javascript' : 'text/html' })
    response.end(script ? outputFiles[0].text : '<!doctype html><title>Bench</title>')
  })
  await new Promise((done) => server.listen(0, '127.0.0.1', done))
  return { url: `http://127.0.0.1:${server.address().port}/`, stop: () => server.close() }
}

/** Runs in the page, where `parts` is the product's code. @returns microseconds a call, by round */
async function bench(rounds, calls) {
  const { encodeChunks, memoryRows, createSeal, sealedChunks } = parts
  const { run } = memoryRows()
  const randomBytes = (length) => crypto.getRandomValues(new Uint8Array(length))
  const seal = createSeal(crypto.subtle, { randomBytes, now: Date.now })
  const rows = sealedChunks(run, seal)
  const purpose = 'measurement'
  const stream = { id: 'AAAAAAAAAAA', secret: 'B'.repeat(22), day: '2026-06-15', purpose, decision: 1, at: 0 }
  const events = Array.from({ length: 100 }, (_, n) => ({
    name: 'bought',
    at: n,
    props: { sku: `tea-${n}`, price: 4.5, colour: 'green', many: n, page: '/shelf/tea' },
  }))
  const encode = () => encodeChunks(events, { name: '2026-06-15.name', next: 0, decision: 1 }, stream)
  const [chunk] = encode()
  const puts = new Map((await rows.seal([chunk])).get(chunk.id))
  const key = `c${chunk.id}`
  const keys = [...puts].filter(([name]) => name.startsWith('e')).map(([, row]) => row)
  const steps = {
    encode,
    seal: () => rows.seal([chunk]),
    open: () => seal.open(key, puts.get(key), keys),
  }
  if ((await steps.open()).lines !== chunk.lines) throw new Error('what was sealed is not what is opened')
  const measured = []
  for (let n = 0; n < rounds; n++) {
    const round = {}
    for (const [name, step] of Object.entries(steps)) {
      const started = performance.now()
      for (let call = 0; call < calls; call++) await step()
      round[name] = ((performance.now() - started) * 1_000) / calls
    }
    measured.push(round)
  }
  return measured
}
