import type { Tab } from './tab.ts'
import type { VirtualClock } from './virtualClock.ts'

/** The Web Locks of one origin. */
export interface TabLocks {
  locks(
    tab: Tab,
  ): (name: string, options: unknown, work: (lock: unknown) => Promise<unknown>) => Promise<unknown>
  unlock(tab: Tab): void
}

export function tabLocks(clock: VirtualClock, latency: () => number): TabLocks {
  const held = new Map<string, Tab>()
  return {
    locks: (tab) => (name, _options, work) =>
      tab.gate(
        clock.wait(latency()).then(async () => {
          if (tab.dead()) return
          if (held.has(name)) return work(null)
          held.set(name, tab)
          try {
            return await work({ name })
          } finally {
            if (held.get(name) === tab) held.delete(name)
          }
        }),
      ),
    unlock: (tab) => {
      for (const [name, holder] of held) if (holder === tab) held.delete(name)
    },
  }
}
