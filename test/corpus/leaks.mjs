#!/usr/bin/env node
/**
 * How much of a corpus of personal data is still readable after scrubbing.
 *
 *     pnpm leaks [corpus.jsonl[.gz]] [--list 20] [--params a,b]
 *
 * The corpus is the argument, `ASKFIRST_CORPUS`, `../shared/corpus/dev.jsonl.gz` where it exists, or a small
 * synthetic one. One case a line: `{ kind: 'prop' | 'url' | 'text', input, pii: [{ type, value }], keep, neg? }`.
 * Printed: leak rate by type, hard negatives that changed (once as they come, and once without counting query
 * parameters, which the allow-list removes on purpose), kept strings lost, and throughput.
 */
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { gunzipSync } from 'node:zlib'
import { build } from 'esbuild'
import { synthetic } from './synthetic.mjs'

const root = new URL('../../', import.meta.url)
const { values: flags, positionals } = parseArgs({
  allowPositionals: true,
  options: { list: { type: 'string', default: '0' }, params: { type: 'string', default: '' } },
})

const { scrubProps, scrubText, scrubUrl } = await load()
const cases = corpus()
const options = { params: flags.params.split(',').filter(Boolean) }
const rules = { prop: scrubProps, url: scrubUrl, text: scrubText }
const run = ({ kind, input }) => rules[kind](input, {}, options)

report(cases.map((item) => ({ ...item, output: run(item) })))
speed()

/** The source, bundled: the numbers are about the working tree, not about the last build. */
async function load() {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('packages/privacy/src/index.ts', root))],
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    write: false,
  })
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`)
}

function corpus() {
  const shared = fileURLToPath(new URL('../shared/corpus/dev.jsonl.gz', root))
  const file = positionals[0] ?? process.env.ASKFIRST_CORPUS ?? (existsSync(shared) ? shared : undefined)
  if (!file) {
    console.log('corpus: synthetic')
    return synthetic()
  }
  const bytes = readFileSync(file)
  console.log(`corpus: ${file.split('/').pop()}`)
  return String(file.endsWith('.gz') ? gunzipSync(bytes) : bytes)
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
}

/** Every string that a reader of `value` could see: keys, leaves, and what two rounds of decoding make of them. */
function readable(value) {
  const seen = new Set()
  const add = (text, rounds) => {
    seen.add(fold(text)).add(text.replace(/(?<=\d)[\s().-]+(?=\d)/g, ''))
    if (!rounds) return
    const plain = text.replace(/(%[\da-f]{2})+/gi, (run) => {
      try {
        return decodeURIComponent(run)
      } catch {
        return run
      }
    })
    if (plain !== text) add(plain, rounds - 1)
    for (const [run] of text.matchAll(/[\w+/-]{8,}/g)) {
      const inner = Buffer.from(run, 'base64').toString()
      if (!/[\p{Cc}\ufffd]/u.test(inner)) add(inner, rounds - 1)
    }
  }
  const walk = (node) => {
    if (node && typeof node === 'object')
      for (const [key, child] of Object.entries(node)) {
        if (!Array.isArray(node)) add(key, 2)
        walk(child)
      }
    else if (node != null) add(String(node), 2)
  }
  walk(value)
  return [...seen]
}

function fold(text) {
  return text.normalize('NFKC').toLowerCase()
}

function report(done) {
  const types = new Map()
  const leaks = []
  const alarms = []
  let negatives = 0
  let alarmsBesidesParams = 0
  let kept = 0
  let lost = 0
  for (const { kind, input, output, pii, keep = [], neg } of done) {
    const strings = readable(output)
    for (const { type, value } of pii) {
      const row = types.get(type) ?? { type, values: 0, leaked: 0 }
      types.set(type, row)
      row.values++
      const bare = value.replace(/(?<=\d)[\s().-]+(?=\d)/g, '')
      if (strings.some((text) => text.includes(fold(value)) || (bare.length > 6 && text.includes(bare)))) {
        row.leaked++
        leaks.push({ type, value, input, output })
      }
    }
    for (const text of keep) {
      kept++
      if (!strings.some((string) => string.includes(fold(text)))) lost++
    }
    if (!neg) continue
    negatives++
    if (JSON.stringify(input) !== JSON.stringify(output)) alarms.push({ input, output })
    const bare = (value) => JSON.stringify(kind === 'url' ? value.replace(/[?#].*/s, '') : value)
    if (bare(input) !== bare(output)) alarmsBesidesParams++
  }
  const rows = [...types.values()].sort((a, b) => a.type.localeCompare(b.type))
  const total = { type: 'all', values: 0, leaked: 0 }
  for (const row of rows) {
    total.values += row.values
    total.leaked += row.leaked
  }
  for (const { type, values, leaked } of [...rows, total])
    console.log(type.padEnd(14), String(values).padStart(6), `${percent(leaked, values)} leaked`)
  console.log(
    `hard negatives ${negatives}: ${percent(alarms.length, negatives)} changed, ${percent(alarmsBesidesParams, negatives)} besides parameters`,
  )
  console.log(`other text ${kept}: ${percent(lost, kept)} lost`)
  for (const leak of leaks.slice(0, Number(flags.list))) console.log('leak ', JSON.stringify(leak))
  for (const alarm of alarms.slice(0, Number(flags.list))) console.log('alarm', JSON.stringify(alarm))
}

/** CPU time rather than the clock, best of ten: the machine may be shared. */
function speed() {
  const bytes = cases.reduce((sum, { input }) => sum + Buffer.byteLength(JSON.stringify(input)), 0)
  let best = Number.POSITIVE_INFINITY
  for (let round = 0; round < 10; round++) {
    const start = process.cpuUsage()
    for (const item of cases) run(item)
    const { user, system } = process.cpuUsage(start)
    best = Math.min(best, user + system)
  }
  console.log(`throughput ${(bytes / best).toFixed(1)} MB/s, ${(best / cases.length).toFixed(1)} us an input`)
}

function percent(part, whole) {
  return `${((100 * part) / (whole || 1)).toFixed(1)} %`.padStart(7)
}
