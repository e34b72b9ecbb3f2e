#!/usr/bin/env node
/**
 * What a tracking plan costs: bytes of the compiled plan that a page loads (20 and 300 events of 5 fields), bytes of the
 * code that applies it, time of one `applyPlan`, and the time that TypeScript takes to check a file with a plan of 300
 * events and a call of `track` for each; and how much of a corpus of personal data leaves in fields that a plan does not
 * declare as free text.
 *
 *     node test/bench/plan.mjs [corpus.jsonl[.gz]]
 *
 * The corpus is the argument, `ASKFIRST_CORPUS`, or a small synthetic one, as in test/corpus/leaks.mjs.
 */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, constants, gunzipSync } from 'node:zlib'
import { build } from 'esbuild'
import { synthetic } from '../corpus/synthetic.mjs'

const root = fileURLToPath(new URL('../..', import.meta.url))
const require = createRequire(import.meta.url)
const CALLS = 100_000

const { applyPlan, compilePlan, definePlan, planToJson, ...fields } = await load()
const work = mkdtempSync(join(tmpdir(), 'plan-bench-'))
try {
  for (const events of [20, 300]) await sizes(events)
  await codeSizes()
  applied()
  checked(0)
  checked(300)
  leaked()
} finally {
  rmSync(work, { recursive: true })
}

/** The source, bundled: the numbers are about the working tree, not about the last build. */
async function load() {
  const code = await bundle('export * from "./packages/plan/src/index.ts"', false)
  return import(`data:text/javascript;base64,${Buffer.from(code).toString('base64')}`)
}

async function bundle(contents, minify = true) {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: root },
    tsconfig: `${root}tsconfig.base.json`,
    bundle: true,
    minify,
    write: false,
    format: 'esm',
    target: 'es2022',
  })
  return outputFiles[0].contents
}

/** Source of a field and a value for it, one kind after another, with names and values that do not repeat all the time. */
function fieldOf(n) {
  const kinds = [
    [`oneOf('free_${n}', 'pro', 'team')`, 'pro'],
    [`number().generalize([${n % 7}, 18, 25, 35, 50, 65])`, 37],
    ["string().hash({ rotate: '30d' })", 'ann@example.org'],
    [`string().pattern('[a-z]{${(n % 9) + 1}}-[0-9]+').optional()`, `${'t'.repeat((n % 9) + 1)}-7`],
    ['boolean()', true],
    ["date().generalize('month')", '1990-05-17'],
    [`url().generalize(['/users/:id', '/part_${n}/*'])`, 'https://shop.example/users/ann?x=1'],
    ['string().mask({ end: 2 })', '+49 170 1234567'],
    ['number()', 5],
    ['string().tokenize()', 'a-17'],
    ['list(oneOf(1, 2, 3))', [1, 3]],
  ]
  return kinds[n % kinds.length]
}

function fieldsOf(event) {
  return Array.from({ length: 5 }, (_, f) => [`field_${(event * 3 + f) % 40}`, ...fieldOf(event * 5 + f)])
}

function planSource(events) {
  const each = Array.from({ length: events }, (_, e) => {
    const props = fieldsOf(e).map(([name, source]) => `${name}: ${source}`)
    return `event_${e}: event({ why: 'To see what sells.', retention: '90d', props: { ${props.join(', ')} } })`
  })
  return `definePlan({ events: {\n${each.join(',\n')}\n} })`
}

function madeOf(events) {
  const names = ['definePlan', ...Object.keys(fields)]
  return new Function(...names, `return ${planSource(events)}`)(definePlan, ...Object.values(fields))
}

async function sizes(events) {
  const plan = madeOf(events)
  const page = JSON.stringify(compilePlan(plan))
  const whole = JSON.stringify(planToJson(plan))
  console.log(
    `compiled plan, ${events} events of 5 fields: ${bytes(page)} (the whole plan as JSON: ${bytes(whole)})`,
  )
}

async function codeSizes() {
  const from = "from './packages/plan/src/apply/index.ts'"
  console.log(`applyPlan: ${bytes(await bundle(`export { applyPlan } ${from}`))}`)
  console.log(
    `applyPlan and checkCompiled: ${bytes(await bundle(`export { applyPlan, checkCompiled } ${from}`))}`,
  )
  const author = "export { definePlan } from './packages/plan/src/index.ts'"
  console.log(`definePlan, which a page need not load: ${bytes(await bundle(author))}`)
}

function bytes(content) {
  const raw = Buffer.from(content)
  const brotli = brotliCompressSync(raw, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } })
  return `${raw.length} bytes, ${brotli.length} brotli`
}

function applied() {
  const plan = compilePlan(madeOf(300))
  const calls = Array.from({ length: 300 }, (_, e) => [
    `event_${e}`,
    Object.fromEntries(fieldsOf(e).map(([name, , value]) => [name, value])),
  ])
  const lost = calls.filter(([name, props]) => applyPlan(plan, name, props).dropped > 0)
  if (lost.length) throw new Error(`${lost.length} of these events are not as declared`)
  const times = Array.from({ length: 5 }, () => {
    // The processor's time: other processes share this machine.
    const start = process.cpuUsage()
    for (let i = 0; i < CALLS; i++) applyPlan(plan, ...calls[i % calls.length])
    return process.cpuUsage(start).user / CALLS
  }).sort((a, b) => a - b)
  console.log(
    `applyPlan, event of 5 fields, median of 5 runs of ${CALLS}: ${times[2].toFixed(2)} µs of processor a call`,
  )
}

/** With 0 events the same imports alone: the difference is what the plan costs. */
function checked(events) {
  const file = join(work, `plan${events}.ts`)
  const source = join(root, 'packages/plan/src/index.ts')
  const names = ['definePlan', 'event', 'oneOf', 'number', 'string', 'boolean', 'date', 'url', 'list']
  const calls = Array.from(
    { length: events },
    (_, e) => `export const call${e} = track('event_${e}', {} as EventProps<P, 'event_${e}'>)`,
  )
  writeFileSync(
    file,
    `import { ${names.join(', ')}, type EventName, type EventProps } from ${JSON.stringify(source)}
export const used = [${names.join(', ')}]
export const plan = ${planSource(events)}
type P = typeof plan
declare function track<Name extends EventName<P>>(name: Name, props: EventProps<P, Name>): void
${calls.join('\n')}
export const names: EventName<P>[] = []
`,
  )
  const options = [
    '--noEmit',
    '--strict',
    '--exactOptionalPropertyTypes',
    '--skipLibCheck',
    '--extendedDiagnostics',
  ]
  const modules = [
    '--module',
    'esnext',
    '--moduleResolution',
    'bundler',
    '--target',
    'es2022',
    '--lib',
    'es2022',
  ]
  const tsc = require.resolve('typescript/bin/tsc')
  const args = [tsc, ...options, ...modules, '--allowImportingTsExtensions', file]
  const report = execFileSync(process.execPath, args, { encoding: 'utf8' })
  const figure = (name) => new RegExp(`^${name}:\\s+(\\S+)`, 'm').exec(report)?.[1]
  const [check, total, instantiations] = ['Check time', 'Total time', 'Instantiations'].map(figure)
  console.log(
    `tsc, plan of ${events} events: check ${check}, in all ${total}, ${instantiations} instantiations`,
  )
}

/** Every input of the corpus, and every find in it alone, is handed to a field of each kind that is not free text. */
function leaked() {
  const plan = madeOf(3)
  const cases = corpus()
  let values = 0
  let left = 0
  for (const { input, pii } of cases)
    for (const { value } of pii)
      for (const [name, { props }] of Object.entries(plan.source.events))
        for (const field of Object.keys(props))
          for (const given of [input, value]) {
            values++
            const planned = applyPlan(plan, name, { [field]: given, undeclared: given })
            if (JSON.stringify(planned.props).includes(JSON.stringify(value).slice(1, -1))) left++
          }
  console.log(
    `leaks outside free text, by the plan alone: ${left} of ${values} values handed over (${cases.length} cases)`,
  )
}

function corpus() {
  const file = process.argv[2] ?? process.env.ASKFIRST_CORPUS
  if (!file) return synthetic()
  const content = readFileSync(file)
  return String(file.endsWith('.gz') ? gunzipSync(content) : content)
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
}
