import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { hideHosts } from './support/hideHosts.mjs'
import { provide } from './support/provide.mjs'

/** What `npm test` runs, in this order; each command is a script of package.json. */
const SUITES = [
  { name: 'check', command: 'check' },
  { name: 'unit', command: 'unit' },
  { name: 'browser', command: 'browser' },
  { name: 'packed', command: 'packed' },
  { name: 'size', command: 'size' },
  { name: 'faults', command: 'faults' },
]

const root = fileURLToPath(new URL('..', import.meta.url))
const { scripts, packageManager } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
const results = mkdtempSync(join(tmpdir(), 'results-'))
const sum = { passed: 0, failed: 0, skipped: 0 }
const skips = []

try {
  if (prepare()) for (const suite of SUITES) add(suite.name, runSuite(suite))
} catch (error) {
  console.error(error)
  sum.failed += 1
} finally {
  rmSync(results, { recursive: true, force: true })
}
for (const skip of skips) console.log(`skipped: ${skip}`)
if (sum.failed > 0 || sum.passed === 0) process.exitCode = 1
console.log(`${sum.passed} passed, ${sum.failed} failed, ${sum.skipped} skipped`)

/** Installs and builds. Returns false where no suite could run. */
function prepare() {
  title('install')
  if (!quietly(['install', '--frozen-lockfile'])) return false
  const provided = provide()
  console.log(provided.message)
  title('build')
  quietly(['run', 'build'])
  return true
}

/** Runs a pnpm command and shows its output only where it fails, which counts as one failure. */
function quietly(args) {
  const { status, stdout, stderr } = pnpm(args, 'pipe')
  if (status === 0) return true
  console.log(hideHosts(`${stdout}${stderr}`))
  sum.failed += 1
  return false
}

/** Runs one suite with its output shown; returns its counts. */
function runSuite({ name, command }) {
  title(name)
  const script = scripts[command]
  if (!script)
    return { passed: 0, failed: 0, skipped: 1, skips: [`${name}: package.json has no script "${command}"`] }
  if (!script.startsWith('vitest ')) {
    const ok = pnpm(['run', command], 'inherit').status === 0
    return { passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0, skips: [] }
  }
  const file = join(results, `${name}.json`)
  const { status } = pnpm(
    ['run', command, '--reporter=default', '--reporter=json', `--outputFile.json=${file}`],
    'inherit',
  )
  return vitestCounts(name, file, status)
}

/** Counts of a vitest run. A run that crashed, or failed outside of any test, counts as one failure. */
function vitestCounts(name, file, status) {
  if (!existsSync(file)) return { passed: 0, failed: 1, skipped: 0, skips: [] }
  const report = JSON.parse(readFileSync(file, 'utf8'))
  const tests = report.testResults.flatMap((result) => result.assertionResults)
  const passed = tests.filter((test) => test.status === 'passed').length
  const failed = tests.filter((test) => test.status === 'failed').length
  const left = tests.filter((test) => test.status !== 'passed' && test.status !== 'failed')
  const broken = report.testResults.filter(
    (result) => result.status === 'failed' && result.assertionResults.length === 0,
  ).length
  const outside = status !== 0 && failed + broken === 0 ? 1 : 0
  return {
    passed,
    failed: failed + broken + outside,
    skipped: left.length,
    skips: left.map(
      (test) => `${name}: ${test.fullName}${test.meta?.reason ? ` (${test.meta.reason})` : ''}`,
    ),
  }
}

function add(name, counts) {
  sum.passed += counts.passed
  sum.failed += counts.failed
  sum.skipped += counts.skipped
  skips.push(...counts.skips)
  console.log(`${name}: ${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`)
}

/** Runs the pinned pnpm, which npm fetches where it is missing; scripts find it on their PATH, too. */
function pnpm(args, output) {
  return spawnSync(
    'npm',
    ['exec', '--yes', '--silent', `--package=${packageManager}`, '--', 'pnpm', ...args],
    {
      cwd: root,
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
      stdio: ['ignore', output, output],
      env: { ...process.env, CI: 'true' },
    },
  )
}

function title(name) {
  console.log(`\n== ${name}`)
}
