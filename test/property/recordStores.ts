import { type ConsentRecord, type DurableCopy, newest, type SyncCopy } from '@askfirst/consent'
import type { Tab } from './tab.ts'
import type { VirtualClock } from './virtualClock.ts'

/** The two stores of the decision record that an origin's tabs share. */
export interface RecordStores {
  /** Every durable write fails while it is set. */
  faults: { durable: boolean; sync: boolean }
  syncCopy(tab: Tab): SyncCopy
  durableCopy(tab: Tab): DurableCopy
  /** What the tab reads synchronously now. */
  view(tab: Tab): string | null
  /** The tab sees what is written, without delay. */
  refresh(tab: Tab): void
  durable(): ConsentRecord | null
  /** The synchronous copy as it was so many ms ago, as after a SIGKILL; the views go with the tabs. */
  rollBack(ms: number): void
}

/**
 * @param others the living tabs besides the one given
 * @param onHeard a tab was told of another's write
 */
export function recordStores(
  clock: VirtualClock,
  latency: () => number,
  others: (tab: Tab) => Tab[],
  onWrite: () => void,
  onHeard: (tab: Tab, text: string) => void,
): RecordStores {
  const history: { time: number; text: string }[] = []
  const views = new Map<number, string | null>()
  const faults = { durable: false, sync: false }
  const spread = latency()
  let durable: ConsentRecord | null = null
  let last: Promise<unknown> = Promise.resolve()

  const latest = (): string | null => history.at(-1)?.text ?? null
  const view = (tab: Tab): string | null => {
    const seen = views.get(tab.id)
    return seen === undefined ? latest() : seen
  }

  const serial = <Result>(tab: Tab, work: () => Result): Promise<Result> => {
    const result = last.then(async () => {
      await clock.wait(latency())
      if (tab.dead()) throw new Error('the tab is gone')
      if (faults.durable) throw new DOMException('the disk is broken', 'UnknownError')
      return work()
    })
    last = result.catch(() => undefined)
    return tab.gate(result)
  }

  return {
    faults,
    view,
    durable: () => durable,
    refresh: (tab) => views.set(tab.id, latest()),
    rollBack: (ms) => {
      const until = clock.time() - ms
      while (history.length && history.at(-1)!.time > until) history.pop()
      views.clear()
    },
    syncCopy: (tab) => ({
      read: () => view(tab),
      write: (text) => {
        if (tab.dead()) return
        if (faults.sync) throw new DOMException('full', 'QuotaExceededError')
        // The other tabs' processes see it a little later; until then they see what they saw.
        for (const other of others(tab)) views.set(other.id, view(other))
        history.push({ time: clock.time(), text })
        views.set(tab.id, text)
        onWrite()
        for (const other of others(tab))
          clock.after(spread, () => {
            views.set(other.id, latest())
            other.tell('storage')
            // Told of one write, a tab reads the last: its own, where it has written since.
            onHeard(other, views.get(other.id) ?? text)
          })
      },
    }),
    durableCopy: (tab) => ({
      exchange: (record) =>
        serial(tab, () => {
          if (record) {
            durable = structuredClone(newest(durable, record))
            onWrite()
          }
          return structuredClone(durable)
        }),
      close: () => undefined,
    }),
  }
}
