// Breaks the product on purpose, one patch at a time and in a copy, and sees that a suite notices.
//   pnpm sabotage            all patches        pnpm sabotage NAME...   these
//   --applies                only checks that every patch still fits the source
// A patch begins with what it breaks and its suite: `Suite: unit|browser|faults <arguments of vitest>`.
import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync, rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { hideHosts } from '../support/hideHosts.mjs'
import { copyWorkspace } from './copyWorkspace.mjs'

const root = fileURLToPath(new URL('../..', import.meta.url))
const here = fileURLToPath(new URL('.', import.meta.url))
const CONFIGS = {
  unit: 'test/vitest.config.ts',
  browser: 'test/browser/vitest.config.ts',
  faults: 'test/faults/vitest.config.ts',
}
/** What all but unit tests run on, in the order of building. */
const BUILT = ['privacy', 'formats', 'plan', 'consent', 'askfirst', 'ui', 'collector']

const names = process.argv.slice(2).filter((argument) => !argument.startsWith('-'))
const sabotages = readdirSync(here)
  .filter((file) => file.endsWith('.patch'))
  .map(readSabotage)
  .filter(({ name }) => !names.length || names.includes(name))

if (!sabotages.length) fail(`there is no sabotage ${names.join(', ')}`)
else if (process.argv.includes('--applies')) checkAll()
else runAll()

function readSabotage(file) {
  const path = join(here, file)
  const [, title, kind, args] =
    /^(.+)\nSuite: (unit|browser|faults) (.+)\n/.exec(readFileSync(path, 'utf8')) ?? []
  if (!args) throw new Error(`${file} must begin with a title and a line "Suite: unit|browser|faults …"`)
  return { name: basename(file, '.patch'), path, title, kind, args, suite: `${kind} ${args}` }
}

function checkAll() {
  for (const { name, path } of sabotages)
    if (!apply(root, path, '--check'))
      fail(`sabotage ${name} no longer fits the source: write its patch anew`)
  if (!process.exitCode) console.log(`sabotage: ${sabotages.length} patches fit the source`)
}

function runAll() {
  const copy = copyWorkspace(root)
  try {
    if (sabotages.some(({ kind }) => kind !== 'unit')) build(copy, BUILT)
    const green = greenSuites(copy)
    const results = sabotages.map((each) => (green.has(each.suite) ? commit(copy, each) : 'no baseline'))
    const red = results.filter((result) => result === 'red').length
    console.log(`${red} of ${results.length} sabotages turn their suite red`)
    if (red < results.length) process.exitCode = 1
  } finally {
    rmSync(copy, { recursive: true, force: true })
  }
}

/** The suites that are green while nothing is broken: one that is red by itself proves nothing. */
function greenSuites(copy) {
  const green = new Set()
  for (const suite of new Set(sabotages.map((each) => each.suite))) {
    const { result, seconds, output } = runSuite(copy, suite)
    row('(nothing broken)', suite, result, seconds)
    if (result === 'green') green.add(suite)
    else console.log(output)
  }
  return green
}

function commit(copy, { name, path, kind, suite, title }) {
  if (!apply(copy, path)) {
    row(name, suite, 'does not apply', 0)
    return 'does not apply'
  }
  const patched = /^\+\+\+ b\/packages\/(\w+)\//m.exec(readFileSync(path, 'utf8'))?.[1]
  const rebuilt = kind === 'unit' || !patched ? [] : BUILT.slice(BUILT.indexOf(patched))
  build(copy, rebuilt)
  const { result, seconds } = runSuite(copy, suite)
  row(name, suite, result, seconds, title)
  apply(copy, path, '--reverse')
  build(copy, rebuilt)
  return result
}

function apply(directory, path, ...flags) {
  return spawnSync('git', ['apply', ...flags, path], { cwd: directory }).status === 0
}

function build(copy, packages) {
  for (const name of packages) {
    const directory = join(copy, 'packages', name)
    const { status, stdout, stderr } = spawnSync(
      join(root, `packages/${name}/../../node_modules/.bin/tsup`),
      ['--no-dts'],
      {
        cwd: directory,
        encoding: 'utf8',
      },
    )
    if (status !== 0) throw new Error(hideHosts(`building ${name} failed:\n${stdout}${stderr}`))
  }
}

/** Red is a test that failed; a suite that finds no test, or breaks down before one, is neither. */
function runSuite(copy, suite) {
  const [kind, ...args] = [...suite.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, word]) => quoted ?? word)
  const started = Date.now()
  const { status, stdout, stderr } = spawnSync(
    join(root, 'node_modules/.bin/vitest'),
    ['run', '--config', CONFIGS[kind], ...args],
    { cwd: copy, encoding: 'utf8', env: { ...process.env, CI: 'true', NO_COLOR: '1' }, maxBuffer: 2 ** 26 },
  )
  const output = `${stdout}${stderr}`.slice(-4_000)
  const seconds = (Date.now() - started) / 1_000
  const [, failed = 0] = /^\s*Tests\s+(?:(\d+) failed)?/m.exec(stdout) ?? []
  const [, passed = 0] = /^\s*Tests\s.*?(\d+) passed/m.exec(stdout) ?? []
  let result = 'broken'
  if (status === 0 && passed) result = 'green'
  else if (status !== 0 && failed) result = 'red'
  return { result, seconds, output }
}

function row(name, suite, result, seconds, title = '') {
  console.log(
    `${result.padEnd(6)} ${seconds.toFixed(1).padStart(6)} s  ${name.padEnd(26)} ${suite}${title && `\n${' '.repeat(17)}${title}`}`,
  )
}

function fail(message) {
  console.error(message)
  process.exitCode = 1
}
