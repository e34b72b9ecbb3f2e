import { isDeepStrictEqual } from 'node:util'
import type { Losses } from 'askfirst'
import type { TestContext } from 'vitest'
import { type Gaps, gapsOf } from '../../browser/deliveryPages.ts'
import type { Pages, Shop, StoredEvent } from '../../browser/pages.ts'
import type { EngineName, Tab } from '../../support/browsers.ts'
import { poll } from '../../support/poll.ts'

/** A fault's place in the table and its name there. */
export type Fault = readonly [number: number, name: string]

/** What a page was put through, and what has come of it; the pages' own views are left out of all counts. */
export interface Seen {
  /** events tracked that the queue held whole, or that left with their page */
  sent: number
  stored: readonly StoredEvent[]
  /** what the pages told as lost, by reason */
  dropped: Losses
  gaps: Gaps
}

/** A line of the table. */
export interface FaultRow {
  number: number
  fault: string
  browser: EngineName
  sent: number
  arrived: number
  duplicates: number
  losses: Losses
  gaps: Pick<Gaps, 'unexplained' | 'explained' | 'unknownTails'>
  /** whether it is as it has to be */
  kept: boolean
}

declare module 'vitest' {
  interface TaskMeta {
    /** what the test has to say in the table that `pnpm test:faults` prints */
    faultRows?: FaultRow[]
  }
}

/**
 * Puts a line into the table and holds it to the promise: every event arrives once, or is told under a reason, in the
 * page as in the collector's gap report, in which nothing else is missing between two events.
 *
 * @param losses what is to be lost, by reason
 */
export function judge(
  { task, expect }: TestContext,
  [number, fault]: Fault,
  browser: EngineName,
  seen: Seen,
  losses: Losses = {},
): void {
  const own = seen.stored.filter(({ name }) => name !== 'page')
  const arrived = new Set(own.map(({ name, props }) => `${name} ${props['n']}`)).size
  const { unexplained, explained, unknownTails } = seen.gaps
  const duplicates = own.length - arrived
  const found = { arrived, duplicates, losses: seen.dropped, unexplained, explained }
  const lost = Object.values(losses).reduce((sum, count) => sum + count, 0)
  const due = { arrived: seen.sent - lost, duplicates: 0, losses, unexplained: 0, explained: losses }
  const row: FaultRow = {
    number,
    fault,
    browser,
    sent: seen.sent,
    arrived,
    duplicates,
    losses: seen.dropped,
    gaps: { unexplained, explained, unknownTails },
    kept: isDeepStrictEqual(found, due),
  }
  task.meta.faultRows = [...(task.meta.faultRows ?? []), row]
  expect.soft(found, `${fault}, ${browser}`).toEqual(due)
}

/**
 * What has become of `sent` events, once all but the `lost` are there and the page, which lives on, knows it. Waits
 * `timeout` ms at most, whatever has come by then.
 */
export async function look(
  pages: Pages,
  shop: Shop,
  tab: Tab,
  sent: number,
  { lost = 0, timeout = 30_000 } = {},
): Promise<Seen> {
  const own = async (): Promise<number> => (await shop.stored()).filter(({ name }) => name !== 'page').length
  const end = Date.now() + timeout
  const left = (): number => Math.max(0, end - Date.now())
  await poll('all events', async () => (await own()) >= sent - lost, left()).catch(() => undefined)
  // What is still queued may come twice.
  await tab
    .waitFor(() => window.askfirst?.inspect().queued.events === 0, [], { timeout: left() })
    .catch(() => undefined)
  const stored = await shop.stored()
  const told = ({ unexplained, explained }: Gaps): boolean =>
    unexplained === 0 && Object.values(explained).reduce((sum, count) => sum + count, 0) === lost
  const gaps = await gapsOf(pages, shop, told).catch(() => gapsOf(pages, shop))
  const dropped = await tab.evaluate(() => window.askfirst.inspect().dropped)
  return { sent, stored, dropped, gaps }
}

/** Waits until the page knows so many events in its queue on the device, or, where `mode` says so, in memory. */
export async function queuedAll(
  tab: Tab,
  events: number,
  mode = 'indexeddb',
  timeout = 10_000,
): Promise<void> {
  await tab.waitFor(
    (most: number, kind: string) => {
      const { mode, queued, held } = window.askfirst.inspect()
      return mode === kind && held === 0 && queued.events >= most
    },
    [events, mode] as [number, string],
    { timeout },
  )
}
