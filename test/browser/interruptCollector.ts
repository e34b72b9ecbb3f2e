import type { Losses } from 'askfirst'
import { expect } from 'vitest'
import { type Engine, type EngineName, launch } from '../support/browsers.ts'
import { poll } from '../support/poll.ts'
import { exported, type Gaps, gapsOf } from './deliveryPages.ts'
import type { Pages, StoredEvent } from './pages.ts'
import { startCollectorFor } from './startCollectorFor.ts'
import { startLoad } from './startLoad.ts'

/** What a page's load has come to. */
export interface Loaded {
  engine: EngineName
  /** events tracked */
  all: number
  /** the load's events at the collector, the page's view left out */
  stored: StoredEvent[]
  dropped: Losses
  gaps: Gaps
}

/** Ends the collector by a signal while a page of each engine sends to it, and starts it again `down` ms later. */
export async function interruptCollector(
  pages: Pages,
  running: readonly Engine[],
  dataDir: string,
  signal: 'SIGKILL' | 'SIGTERM',
  down = 0,
): Promise<Loaded[]> {
  const shops = await Promise.all(running.map(() => pages.open()))
  let collector = await startCollectorFor(shops, dataDir)
  const { url } = collector
  const browsers = await Promise.all(running.map((engine) => launch(engine)))
  try {
    const loads = await Promise.all(browsers.map((browser, index) => startLoad(browser, shops[index]!, url)))
    for (const { key } of shops)
      await poll('events of every page', async () => (await exported(url, key)).length > 50, 20_000)
    expect(await collector.end(signal)).toBe(signal === 'SIGKILL' ? null : 0)
    await new Promise((resolve) => setTimeout(resolve, down))
    collector = await startCollectorFor(shops, dataDir, new URL(url).port)
    expect(collector.url).toBe(url)
    const results: Loaded[] = []
    for (const [index, { name }] of running.entries()) {
      const { key } = shops[index]!
      const { tab, done } = loads[index]!
      const all = await done()
      const load = async (): Promise<StoredEvent[]> =>
        (await exported(url, key)).filter((event) => event.name === 'load')
      await poll('all events', async () => (await load()).length >= all, 90_000).catch(() => undefined)
      results.push({
        engine: name,
        all,
        stored: await load(),
        dropped: await tab.evaluate(() => window.askfirst.inspect().dropped),
        gaps: await gapsOf({ collector: url.slice(0, -1) }, { key }),
      })
    }
    return results
  } finally {
    await Promise.all(browsers.map((browser) => browser.close()))
    expect(await collector.end('SIGTERM')).toBe(0)
  }
}
