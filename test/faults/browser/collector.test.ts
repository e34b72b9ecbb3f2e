import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, it } from 'vitest'
import { interruptCollector } from '../../browser/interruptCollector.ts'
import { type Pages, startPages } from '../../browser/pages.ts'
import { engines } from '../../support/browsers.ts'
import { type Fault, judge } from './faultRow.ts'

const running = engines.filter(({ skip }) => !skip)

let pages: Pages
beforeAll(async () => {
  pages = await startPages()
})
afterAll(() => pages.stop())

it.for<[Fault, 'SIGTERM' | 'SIGKILL', number]>([
  [[1, 'collector down for 3 s of a load, then up'], 'SIGTERM', 3_000],
  [[3, 'collector SIGKILLed under load, started again'], 'SIGKILL', 0],
])('%j', async ([fault, signal, down], context) => {
  const dataDir = mkdtempSync(join(process.env['ASKFIRST_TEST_DIR'] ?? tmpdir(), 'interrupted-'))
  for (const { engine, all, ...seen } of await interruptCollector(pages, running, dataDir, signal, down))
    judge(context, fault, engine, { ...seen, sent: all })
})
