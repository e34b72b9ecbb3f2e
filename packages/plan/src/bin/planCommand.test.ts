import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildSync } from 'esbuild'
import { afterAll, expect, test } from 'vitest'

const source = (path: string): string => fileURLToPath(new URL(path, import.meta.url))
const work = mkdtempSync(join(tmpdir(), 'plan-command-'))
const bundled = (entry: string, name: string): string => {
  const outfile = join(work, name)
  buildSync({
    entryPoints: [source(entry)],
    alias: { '@askfirst/privacy': source('../../../privacy/src/index.ts') },
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
  })
  return outfile
}
const command = bundled('askfirstPlan.ts', 'askfirst-plan.mjs')
bundled('../index.ts', 'plan-package.mjs')
afterAll(() => rmSync(work, { recursive: true }))

const terms = { why: 'w', retention: '90d' }
const plan = (props: object): string => JSON.stringify({ events: { e: { ...terms, props } } })
const tier = { type: 'oneOf', values: ['free', 'pro'] }
const event = (props: object): string => `${JSON.stringify({ name: 'e', props, at: 1 })}\n`
for (const [name, content] of Object.entries({
  'plan.json': plan({ tier, age: { type: 'number', treatment: 'generalize', bands: [18] } }),
  'wider.json': plan({ tier, age: { type: 'number' } }),
  'open.json': plan({ tier, note: 'keep' }),
  'wrong.json': plan({ tier: { type: 'string' } }),
  'plan.mjs': `import { definePlan, number } from './plan-package.mjs'
export default definePlan({ events: { e: { why: 'w', retention: '90d', props: { age: number().generalize([18]) } } } })`,
  'plain.mjs': `export default ${plan({ tier })}`,
  'empty.mjs': 'export const plan = {}',
  'good.ndjson': `${event({ tier: 'pro', age: 3 })}\n${event({ tier: 'free', age: 30 })}`,
  'leak.ndjson': event({ tier: 'pro', note: 'write ann@example.org, or to Miller' }),
  'bad.ndjson': `${event({})}{"name": "ann@example.org"`,
}))
  writeFileSync(join(work, name), content)

test.each<[string, number, RegExp]>([
  ['check plan.json', 0, /^findings: 0\n$/],
  ['check plan.mjs', 0, /^findings: 0\n$/],
  ['check plain.mjs', 0, /^findings: 0\n$/],
  ['check open.json', 0, /^findings: 1\nevents\.e\.props\.note is kept, and nothing says/],
  ['check open.json --strict', 1, /^findings: 1\n/],
  [
    'check plan.json good.ndjson',
    0,
    /\ne: 2 records, 100\.0 % single by all kept fields together\n {2}tier: 100\.0 %/,
  ],
  ['check plan.json --json', 0, /^\{\n {2}"findings": \[\]\n\}\n$/],
  ['leaks plan.json leak.ndjson', 0, /^events: 1, declared: 1\nundeclared field: e\.note \(1\)\nleaks: 0\n$/],
  ['leaks open.json leak.ndjson', 1, /\ncaught by the detectors: e\.note: email 1\nleaks: 1\n$/],
  ['leaks open.json leak.ndjson --known miller', 1, /\nleft: e\.note: known 1\nleaks: 2\n$/],
  ['leaks open.json leak.ndjson --json', 1, /"leaks": 1\n\}\n$/],
  ['uniqueness plan.json good.ndjson', 0, /^e: 2 records/],
  ['uniqueness plan.json good.ndjson --max-unique 0.5', 1, /^e: 2 records/],
  ['diff plan.json plan.json', 0, /^change: none\n$/],
  ['diff plan.json wider.json', 0, /^change: widening\nwidening: e\.age keep instead of generalize\n$/],
  ['diff plan.json wider.json --fail-on-widening', 1, /^change: widening\n/],
  [
    'diff wider.json plan.json --fail-on-widening',
    0,
    /^change: narrowing\nnarrowing: e\.age generalize instead of keep\n$/,
  ],
  ['compile plan.mjs', 0, /"age": \[\s+"g",\s+18\s+\]/],
  ['json plan.mjs', 0, /"bands": \[\s+18\s+\]/],
  ['--help', 0, /^askfirst-plan check PLAN/],
])('askfirst-plan %s ends with %i', (line, status, stdout) => {
  const done = spawnSync(process.execPath, [command, ...line.split(' ')], { cwd: work, encoding: 'utf8' })
  expect(done).toMatchObject({ status, stdout: expect.stringMatching(stdout), stderr: '' })
})

test.each<[string, RegExp]>([
  ['', /^askfirst-plan check PLAN/],
  ['constructor plan.json', /^askfirst-plan check PLAN/],
  ['leaks plan.json', /^askfirst-plan check PLAN/],
  ['diff plan.json plan.json plan.json', /^askfirst-plan check PLAN/],
  ['check gone.json', /ENOENT/],
  ['check wrong.json', /^events\.e\.props\.tier: a text may hold anything; write oneOf/],
  ['check empty.mjs', /^plan: /],
  ['check plan.json --loud', /Unknown option '--loud'/],
  ['uniqueness plan.json good.ndjson --max-unique half', /^--max-unique: write a share/],
  ['leaks plan.json bad.ndjson', /^line 2 is no event; write \{ "name": "…", "props": \{ … \} \}\n$/],
])('askfirst-plan %s ends with 2', (line, stderr) => {
  const args = line.split(' ').filter(Boolean)
  const done = spawnSync(process.execPath, [command, ...args], { cwd: work, encoding: 'utf8' })
  expect(done).toMatchObject({ status: 2, stdout: '', stderr: expect.stringMatching(stderr) })
})
