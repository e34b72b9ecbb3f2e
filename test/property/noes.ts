import { newest, parseRecord } from '@askfirst/consent'
import type { Tab } from './tab.ts'
import type { World } from './world.ts'

/** One no, and when which tab had heard of it. */
export interface No {
  order: number
  /** number of the decision */
  seq: number
  tab: number
  purposes: readonly string[]
  /** order number at which each tab knew it */
  reached: Map<number, number>
  /** no store held it when the browser was killed: nobody can know of it */
  void: boolean
}

/** How far each no has come. */
export interface Noes {
  /** The tab has read what the stores hold. */
  read(tab: Tab): void
  /** The tab was told of a record. */
  heard(tab: Tab, text: string): void
  /** The tab has died, and with it what only it knew. */
  died(tab: Tab): void
  /** Every tab has died, and the stores are what the disk has kept of them. */
  killed(): void
}

/** @param order gives the next order number */
export function createNoes(world: World, order: () => number): Noes {
  /** What stands in the synchronous copy for a page that is to come. */
  const copy = () => parseRecord(world.records.view({ id: -1 } as Tab))
  const reach = (tab: Tab, knows: (no: No) => boolean): void => {
    const now = order()
    for (const no of world.nos) if (!no.reached.has(tab.id) && knows(no)) no.reached.set(tab.id, now)
  }
  return {
    read: (tab) => {
      // A disk that fails is not read either.
      const durable = world.records.faults.durable ? null : world.records.durable()
      const seen = Math.max(parseRecord(world.records.view(tab))?.seq ?? 0, durable?.seq ?? 0)
      reach(tab, ({ seq }) => seq <= seen)
    },
    heard: (tab, text) => {
      const noes = parseRecord(text)?.noes ?? {}
      if (!tab.frozen()) reach(tab, ({ seq, purposes }) => purposes.every((purpose) => noes[purpose] === seq))
    },
    died: (tab) => {
      // Its last no may stand in the synchronous copy alone, where another tab's word of the same moment replaces it.
      const kept = newest(world.tabs().length ? null : copy(), world.records.durable())?.noes ?? {}
      for (const no of world.nos)
        no.void ||= no.tab === tab.id && no.purposes.some((purpose) => (kept[purpose] ?? 0) < no.seq)
    },
    killed: () => {
      // Another decision may stand under the same number: a no is known by what it has ended.
      const left = newest(copy(), world.records.durable())?.noes ?? {}
      for (const no of world.nos) no.void ||= no.purposes.some((purpose) => (left[purpose] ?? 0) < no.seq)
    },
  }
}
