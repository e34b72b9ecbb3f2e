import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Engine, engines } from '../support/browsers.ts'
import type { Behaviour } from '../support/site.ts'
import { skipBecause } from '../support/skipBecause.ts'
import { allOnce, arrivals } from './deliveryPages.ts'
import { interruptCollector } from './interruptCollector.ts'
import { killBrowser, SURVIVOR } from './killBrowser.ts'
import { type Pages, startPages } from './pages.ts'

const EVENTS = 100
const KILL_AFTER_MS = 50

let pages: Pages
beforeAll(async () => {
  pages = await startPages()
})
afterAll(() => pages.stop())

const running = engines.filter(({ skip }) => !skip)

describe(`what a SIGKILL of the browser leaves of ${EVENTS} events`, () => {
  it.for(engines)(
    '$name: all arrive once, where the collector refused connections',
    async (engine, context) => {
      skipBecause(context, engine.skip ?? (await killAndRestart(engine, { reset: 'now' })))
    },
  )

  // The chunks are on their way when the browser dies: the next page waits until their lease has run out, 25 s.
  it('all arrive once, where the collector had not answered', async (context) => {
    const reasons = await Promise.all(running.map((engine) => killAndRestart(engine, { hang: true })))
    if (reasons.every((reason) => reason !== undefined)) skipBecause(context, reasons.join(', '))
  })
})

/** Returns why the engine can't show it, if it can't. */
async function killAndRestart(engine: Engine, unreachable: Behaviour): Promise<string | undefined> {
  const killed = await killBrowser(engine, await pages.open(), EVENTS, unreachable, KILL_AFTER_MS)
  if ('reason' in killed) return killed.reason
  expect(arrivals(killed.atKill, SURVIVOR, 0)).toEqual(allOnce(0))
  expect(arrivals(killed.stored, SURVIVOR, EVENTS)).toEqual(allOnce(EVENTS))
  const { waited, took } = killed
  console.info(`${engine.name}: killed after ${waited} ms, all there ${took} ms after the restart`)
  return undefined
}

describe('a collector that is killed under load and started again', () => {
  const dataDir = mkdtempSync(join(process.env['ASKFIRST_TEST_DIR'] ?? tmpdir(), 'killed-'))

  it('gets everything once from every page, which recovers by itself', async () => {
    for (const { engine, all, stored } of await interruptCollector(pages, running, dataDir, 'SIGKILL')) {
      expect(arrivals(stored, 'load', all)).toEqual(allOnce(all))
      console.info(`${engine}: ${all} events over the kill, all there once`)
    }
  })
})
