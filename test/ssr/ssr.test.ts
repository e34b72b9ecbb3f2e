import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import { expect, it } from 'vitest'

interface Report {
  imported: Record<'read' | 'called' | 'said' | 'added' | 'resources', string[]> & {
    patched: number
    exports: Record<string, number>
  }
  inspection: { mode: string; sent: number; queued: object; destinations: unknown[] }
  allows: boolean
  promised: unknown[]
  called: string[]
  said: string[]
  seen: unknown[]
  written: string[]
}

const PROBE = new URL('probe.mjs', import.meta.url)
const modules = {
  askfirst: built('askfirst', '.'),
  'askfirst/vitals': built('askfirst', './vitals'),
  '@askfirst/ui': built('ui', '.'),
  '@askfirst/consent': built('consent', '.'),
  '@askfirst/consent/receipt': built('consent', './receipt'),
}
const env = { ...process.env, ASKFIRST_MODULES: JSON.stringify(modules), NODE_OPTIONS: '' }

it.each([
  ['plain Node', []],
  ['Node without __proto__', ['--disable-proto=throw']],
  ['Node without eval', ['--disallow-code-generation-from-strings']],
  ['Node with frozen intrinsics', ['--frozen-intrinsics']],
])('imports and init do nothing in %s', (_name, flags) => {
  const { stdout, stderr, status } = spawnSync(process.execPath, [...flags, fileURLToPath(PROBE)], {
    encoding: 'utf8',
    env,
    timeout: 30_000,
  })
  // A process that ends by itself has left no timer, no listener and no open handle behind.
  expect([status, stderr.replaceAll(/^.*(Warning|node --trace-warnings).*\n/gm, '')]).toEqual([0, ''])
  expectInert(JSON.parse(stdout) as Report)
})

it('imports and init do nothing in a worker thread', async () => {
  const worker = new Worker(PROBE, { env })
  const ended = new Promise<number>((resolve) => worker.once('exit', resolve))
  const report = await new Promise<Report>((resolve, reject) => {
    worker.once('message', resolve).once('error', reject)
  })
  expect(await ended).toBe(0)
  expectInert(report)
})

function expectInert({ imported, inspection, allows, promised, called, said, seen, written }: Report): void {
  const { exports, ...touched } = imported
  expect(touched).toEqual({ read: [], called: [], said: [], added: [], patched: 0, resources: [] })
  for (const count of Object.values(exports)) expect(count).toBeGreaterThan(0)
  expect(inspection).toMatchObject({ mode: 'inert', sent: 0, destinations: [] })
  expect(allows).toBe(false)
  expect(promised.filter(Boolean)).toEqual([
    { removed: 0, streams: 0, collector: 'nothing-sent' },
    { removed: 0, inFlight: 0, remaining: [] },
  ])
  expect([called, seen, written]).toEqual([[], [], []])
  expect(said).toEqual(['[askfirst] there is no page here: this client does nothing'])
}

/** Address of the built file that a package's own export map names. */
function built(folder: string, entry: string): string {
  const base = new URL(`../../packages/${folder}/`, import.meta.url)
  const { exports } = JSON.parse(readFileSync(new URL('package.json', base), 'utf8')) as {
    exports: Record<string, { default: string }>
  }
  return new URL(exports[entry]!.default, base).href
}
