import { newest, parseRecord } from '@askfirst/consent'
import { type CollectorModel, collectorModel, POISON } from './collectorModel.ts'
import { type RecordStores, recordStores } from './recordStores.ts'
import { seeded } from './seeded.ts'
import { type SharedDatabase, sharedDatabase } from './sharedDatabase.ts'
import { openTab, PURPOSES, type Tab, type TestPurpose } from './tab.ts'
import { type VirtualClock, virtualClock } from './virtualClock.ts'

const START = Date.UTC(2026, 5, 15, 12)

/** One call of `track`. */
export interface Tracked {
  id: number
  tab: number
  purpose: TestPurpose
  order: number
  /** number of the decision that the tab knew at the call: 0 before any */
  underSeq: number
}

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

/** One browser, one origin, one collector; everything that happens follows from the seed and the calls. */
export interface World {
  readonly clock: VirtualClock
  readonly random: () => number
  readonly latency: () => number
  readonly database: SharedDatabase
  readonly records: RecordStores
  readonly collector: CollectorModel
  readonly tracked: Tracked[]
  readonly nos: No[]
  /** rejections and exceptions out of the client */
  readonly faults: string[]
  /** order numbers of durable writes, by what was written */
  readonly writes: { order: number; what: 'queue' | 'record' }[]
  /** losses that tabs have counted, the dead ones' included */
  counted(): number
  firstYes(): number
  wallClock(): number
  jump(ms: number): void
  tabs(): Tab[]
  /** numbers of the tabs that have died */
  dead(): number[]
  open(): Tab
  track(tab: Tab, purpose: TestPurpose, poison?: boolean): void
  optIn(tab: Tab, purposes?: readonly TestPurpose[]): void
  optOut(tab: Tab, purposes?: readonly TestPurpose[]): void
  flush(tab: Tab): void
  /** The visitor leaves: page events, and the end in the same task. */
  leave(tab: Tab): void
  crash(tab: Tab): void
  freeze(tab: Tab): void
  thaw(tab: Tab): void
  /** SIGKILL of the browser; the synchronous copy falls back by so many ms. */
  killBrowser(rollBackMs: number): void
  locks(
    tab: Tab,
  ): (name: string, options: unknown, work: (lock: unknown) => Promise<unknown>) => Promise<unknown>
  unlock(tab: Tab): void
}

const LATENCIES = [0, 0, 0, 1, 2, 7, 30]

export function createWorld(seed: number): World {
  const random = seeded(seed)
  const clock = virtualClock()
  const latency = (): number => LATENCIES[Math.floor(random() * LATENCIES.length)]!
  let orders = 0
  let offset = 0
  let firstYes = Number.POSITIVE_INFINITY
  let countedOfDead = 0
  const order = (): number => ++orders
  const tabs: Tab[] = []
  const held = new Map<string, Tab>()
  const writes: World['writes'] = []
  const noted = (what: 'queue' | 'record') => () => void writes.push({ order: order(), what })
  const living = (): Tab[] => tabs.filter((tab) => !tab.dead())

  const countOf = ({ client }: Tab): number => {
    const { dropped, held: waiting } = client.inspect()
    return Object.values(dropped).reduce((sum, count) => sum + count, waiting)
  }

  /** The tab now knows these decisions. */
  const reach = (tab: Tab, knows: (no: No) => boolean): void => {
    const now = order()
    for (const no of world.nos) if (!no.reached.has(tab.id) && knows(no)) no.reached.set(tab.id, now)
  }
  const reachStored = (tab: Tab): void => {
    const seen = Math.max(parseRecord(world.records.view(tab))?.seq ?? 0, world.records.durable()?.seq ?? 0)
    reach(tab, ({ seq }) => seq <= seen)
  }

  const watch = (calls: () => Promise<unknown>): void => {
    try {
      calls().catch((error) => void world.faults.push(`rejected: ${error}`))
    } catch (error) {
      world.faults.push(`threw: ${error}`)
    }
  }

  const end = (tab: Tab): void => {
    if (!tab.dead()) countedOfDead += countOf(tab)
    tab.kill()
    // Its last no may stand in the synchronous copy alone, where another tab's word of the same moment replaces it.
    const copy = living().length ? null : parseRecord(world.records.view({ id: -1 } as Tab))
    const kept = newest(copy, world.records.durable())?.noes ?? {}
    const lost = (no: No): boolean => no.purposes.some((purpose) => (kept[purpose] ?? 0) < no.seq)
    for (const no of world.nos) no.void ||= no.tab === tab.id && lost(no)
  }

  const world: World = {
    clock,
    random,
    latency,
    database: sharedDatabase(clock, latency, random, noted('queue')),
    records: recordStores(
      clock,
      latency,
      (tab) => living().filter((other) => other !== tab),
      noted('record'),
      (tab, text) => {
        const noes = parseRecord(text)?.noes ?? {}
        const holds = ({ seq, purposes }: No): boolean => purposes.every((purpose) => noes[purpose] === seq)
        if (!tab.frozen()) reach(tab, holds)
      },
    ),
    collector: collectorModel(clock, latency, order),
    tracked: [],
    nos: [],
    faults: [],
    writes,
    counted: () => living().reduce((sum, tab) => sum + countOf(tab), countedOfDead),
    firstYes: () => firstYes,
    wallClock: () => START + offset + clock.time(),
    jump: (ms) => {
      offset += ms
    },
    tabs: living,
    dead: () => tabs.filter((tab) => tab.dead()).map(({ id }) => id),
    open: () => {
      const tab = openTab(world, tabs.length)
      tabs.push(tab)
      reachStored(tab)
      return tab
    },
    track: ({ client, id: tab }, purpose, poison) => {
      const id = world.tracked.length
      client.consent.allows(purpose)
      const { seq: underSeq } = client.consent.snapshot()
      world.tracked.push({ id, tab, purpose, order: order(), underSeq })
      try {
        if (purpose === 'marketing') client.track('marketed', { n: id, h: `visitor ${id}` })
        else client.track('measured', { n: id, ...(poison && { poison: POISON }) })
      } catch (error) {
        world.faults.push(`track threw: ${error}`)
      }
    },
    optIn: ({ client }, purposes) => {
      firstYes = Math.min(firstYes, order())
      watch(() => client.optIn(purposes))
    },
    optOut: ({ client, id }, purposes = PURPOSES) => {
      const no: No = { order: order(), seq: 0, tab: id, purposes, reached: new Map(), void: false }
      no.reached.set(id, no.order)
      watch(() => client.optOut(purposes))
      no.seq = client.consent.snapshot().seq
      for (const { open, tab, events } of world.collector.starts)
        if (
          open &&
          tab === id &&
          events.some(({ purpose }) => (purposes as readonly string[]).includes(purpose))
        )
          world.faults.push('a request with denied events was not aborted in the task of the no')
      world.nos.push(no)
    },
    flush: ({ client }) => watch(() => client.flush()),
    leave: (tab) => {
      tab.end('pagehide')
      end(tab)
    },
    crash: end,
    freeze: (tab) => tab.freeze(),
    thaw: (tab) => {
      world.records.refresh(tab)
      tab.thaw()
      reachStored(tab)
    },
    killBrowser: (rollBackMs) => {
      for (const tab of living()) end(tab)
      if (rollBackMs) world.records.rollBack(rollBackMs)
      const { view, durable } = world.records
      // Another decision may stand under the same number: a no is known by what it has ended.
      const left = newest(parseRecord(view({ id: -1 } as Tab)), durable())?.noes ?? {}
      for (const no of world.nos) no.void ||= no.purposes.some((purpose) => (left[purpose] ?? 0) < no.seq)
    },
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
  return world
}
