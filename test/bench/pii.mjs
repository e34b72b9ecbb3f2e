// Prints how much personal data is still readable after scrubbing, side by side, in the same run: `pnpm bench:pii`
// after a build. Flags: --no-peers, --quick (a fifth of the cases, no adversarial inputs), --leaks N [--type T] (lists
// what leaked and what was changed without need), --corpus FILE, --json FILE.
import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { generate } from '../corpus/generate.mjs'
import { loadTool } from '../corpus/loadTool.mjs'
import { outputsOf } from '../corpus/outputsOf.mjs'
import { readCorpus } from '../corpus/readCorpus.mjs'
import { score } from '../corpus/score.mjs'
import { speedApart } from '../corpus/speedApart.mjs'
import { worstProbe } from '../corpus/worstProbe.mjs'
import { installPeers } from './piiPeers.mjs'

const PROBE_LIMIT_MS = 5000
const { values: flags } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    'no-peers': { type: 'boolean', default: false },
    leaks: { type: 'string', default: '0' },
    type: { type: 'string' },
    corpus: { type: 'string' },
    json: { type: 'string' },
  },
})
const own = (name, file) => ({ name, own: true, module: new URL(`../corpus/${file}`, import.meta.url).href })
const tools = [own('askfirst, core and pack', 'adapter.mjs'), own('askfirst, core', 'adapter-core.mjs')]
if (!flags['no-peers']) {
  const peers = installPeers()
  tools.push(...peers.tools)
  for (const reason of peers.missing) console.log(`left out: ${reason}`)
}

const results = []
for (const [name, cases] of Object.entries(corpora())) {
  const rows = []
  for (const tool of tools) rows.push(await measure(tool, cases))
  print(name, cases, rows)
  results.push({ corpus: name, rows: rows.map(({ leaks: _, alarms: __, ...row }) => row) })
}
if (!flags.quick) await printProbes()
if (flags.json) writeFileSync(flags.json, JSON.stringify(results, null, 1))

function corpora() {
  const all = flags.corpus
    ? { [flags.corpus]: readCorpus(flags.corpus) }
    : {
        'dev.jsonl.gz': readCorpus(new URL('../corpus/dev.jsonl.gz', import.meta.url)),
        generated: generate(),
      }
  if (!flags.quick) return all
  return Object.fromEntries(
    Object.entries(all).map(([name, cases]) => [name, cases.filter((_, at) => at % 5 === 0)]),
  )
}

async function measure(tool, cases) {
  const redact = await loadTool(tool)
  const result = score(cases, await outputsOf(redact, cases))
  const pace = await speedApart(tool, cases, flags.quick ? 1 : 5)
  return { tool: tool.name, own: tool.own, ...result, speed: pace }
}

function print(name, cases, rows) {
  const values = cases.reduce((sum, { pii }) => sum + pii.length, 0)
  const negatives = cases.filter(({ neg }) => neg).length
  console.log(`\n${name}: ${cases.length} cases, ${values} values, ${negatives} hard negatives`)
  table(
    'tool, core leak %, contextual leak %, names leak %, F1 without names, hard negatives changed %, other text lost %, inputs/s, MB/s, p99 us',
    rows.map((row) => [
      row.tool,
      ...[row.core, row.contextual, row.names].map(({ rate }) => percent(rate)),
      row.withoutNames.f1.toFixed(3),
      percent(row.negatives.rate),
      percent(row.kept.rate),
      row.speed.inputsPerSecond,
      row.speed.megabytesPerSecond.toFixed(1),
      row.speed.p99.toFixed(0),
    ]),
  )
  for (const { tool, hashes, errors } of rows)
    if (hashes || errors) console.log(`${tool}: ${hashes} bare hashes, ${errors} errors`)
  for (const part of ['byType', 'byAnnouncement', 'byEncoding']) {
    const names = [...new Set(rows.flatMap((row) => Object.keys(row[part])))].sort()
    table(
      [`leak %, ${part.replace('by', 'by ').toLowerCase()}`, 'values', ...rows.map((row) => row.tool)],
      names.map((key) => [
        key,
        rows[0][part][key].values,
        ...rows.map((row) => percent(row[part][key].rate)),
      ]),
    )
  }
  for (const row of rows.filter((one) => one.own)) list(row)
}

function list({ tool, leaks, alarms }) {
  const most = Number(flags.leaks)
  const wanted = leaks.filter(({ type }) => !flags.type || type === flags.type).slice(0, most)
  for (const leak of wanted) console.log(`leak, ${tool}`, JSON.stringify(leak))
  for (const alarm of alarms.slice(0, most)) console.log(`alarm, ${tool}`, JSON.stringify(alarm))
}

async function printProbes() {
  console.log('\nadversarial inputs of 100 kB')
  const rows = []
  for (const tool of tools) {
    const { worst, ms, cut, threw } = await worstProbe(tool, PROBE_LIMIT_MS)
    const slowest = cut.length > 0 ? `> ${PROBE_LIMIT_MS}` : ms.toFixed(1)
    rows.push([tool.name, slowest, worst, cut.length, threw.length])
    results.push({ tool: tool.name, worst, ms, cut, threw })
  }
  table(`tool, worst ms, input, cut after ${PROBE_LIMIT_MS} ms, threw`, rows)
}

function table(head, rows) {
  const cells = [typeof head === 'string' ? head.split(', ') : head, ...rows].map((row) => row.map(String))
  console.log(`| ${cells[0].join(' | ')} |\n|${'---|'.repeat(cells[0].length)}`)
  for (const row of cells.slice(1)) console.log(`| ${row.join(' | ')} |`)
}

function percent(share) {
  return (100 * share).toFixed(1)
}
