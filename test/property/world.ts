import { type Choices, createChoices } from './choices.ts'
import { type CollectorModel, collectorModel, POISON } from './collectorModel.ts'
import { createKnowledge, type Knowledge } from './knowledge.ts'
import { createNoes, type No, type Noes } from './noes.ts'
import { type RecordStores, recordStores } from './recordStores.ts'
import { seeded } from './seeded.ts'
import { type SharedDatabase, sharedDatabase } from './sharedDatabase.ts'
import { openTab, type Tab, type TestPurpose } from './tab.ts'
import { type TabLocks, tabLocks } from './tabLocks.ts'
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
  /** captured while the purpose was off: never leaves, whatever is decided later */
  off: boolean
}

/** One browser, one origin, one collector; everything that happens follows from the seed and the calls. */
export interface World extends Choices, TabLocks {
  readonly clock: VirtualClock
  readonly random: () => number
  readonly latency: () => number
  readonly database: SharedDatabase
  readonly records: RecordStores
  readonly collector: CollectorModel
  readonly tracked: Tracked[]
  readonly nos: No[]
  readonly knowledge: Knowledge
  /** rejections and exceptions out of the client */
  readonly faults: string[]
  /** order numbers of durable writes, by what was written */
  readonly writes: { order: number; what: 'queue' | 'record' }[]
  /** losses that tabs have counted, the dead ones' included */
  counted(): number
  wallClock(): number
  jump(ms: number): void
  tabs(): Tab[]
  /** numbers of the tabs that have died */
  dead(): number[]
  open(): Tab
  track(tab: Tab, purpose: TestPurpose, poison?: boolean): void
  /** how often one of the SDK's further files did not load */
  notLoaded: number
  /** how often the outbox does not load, as a share: what a page captures before it does ends with the page */
  outboxFails: number
  /** Whether storage has ever failed in this world. */
  storageFailed(): boolean
  /** Something that stores fails from now on. */
  failStorage(): void
  flush(tab: Tab): void
  shutdown(tab: Tab): void
  /** The visitor leaves: page events, and the end in the same task. */
  leave(tab: Tab): void
  crash(tab: Tab): void
  freeze(tab: Tab): void
  thaw(tab: Tab): void
  /** SIGKILL of the browser; the synchronous copy falls back by so many ms. */
  killBrowser(rollBackMs: number): void
}

const LATENCIES = [0, 0, 0, 1, 2, 7, 30]

export function createWorld(seed: number): World {
  const random = seeded(seed)
  const clock = virtualClock()
  const latency = (): number => LATENCIES[Math.floor(random() * LATENCIES.length)]!
  let orders = 0
  let offset = 0
  let countedOfDead = 0
  let failed = false
  const order = (): number => ++orders
  const tabs: Tab[] = []
  const writes: World['writes'] = []
  const noted = (what: 'queue' | 'record') => () => void writes.push({ order: order(), what })
  const living = (): Tab[] => tabs.filter((tab) => !tab.dead())

  const watch = (calls: () => Promise<unknown>): void => watchFor(world.faults, calls)

  const end = (tab: Tab): void => {
    if (!tab.dead()) countedOfDead += countOf(tab)
    tab.kill()
    noes.died(tab)
  }

  const world = {} as World
  const noes = createNoes(world, order)
  const rest: Omit<World, keyof Choices> = {
    knowledge: createKnowledge(world),
    ...tabLocks(clock, latency),
    clock,
    random,
    latency,
    database: sharedDatabase(clock, latency, random, noted('queue')),
    records: recordStores(
      clock,
      latency,
      (tab) => living().filter((other) => other !== tab),
      noted('record'),
      (tab, text) => noes.heard(tab, text),
    ),
    collector: collectorModel(clock, latency, order, (tab, start) => world.knowledge.started(tab, start)),
    notLoaded: 0,
    outboxFails: 0,
    storageFailed: () => failed,
    failStorage: () => {
      failed = true
    },
    tracked: [],
    nos: [],
    faults: [],
    writes,
    counted: () => living().reduce((sum, tab) => sum + countOf(tab), countedOfDead),
    wallClock: () => START + offset + clock.time(),
    jump: (ms) => {
      offset += ms
      world.knowledge.jumped()
    },
    tabs: living,
    dead: () => tabs.filter((tab) => tab.dead()).map(({ id }) => id),
    open: () => {
      const tab = openTab(world, tabs.length)
      tabs.push(tab)
      noes.read(tab)
      world.knowledge.follow(tab)
      return tab
    },
    track: (tab, purpose, poison) => trackEvent(world, order, tab, purpose, poison),
    shutdown: (tab) => watch(tab.shutdown),
    flush: ({ client }) => watch(() => client.flush()),
    ...endings(world, noes, end),
  }
  return Object.assign(world, createChoices(world, order, watch), rest)
}

/** The losses that a tab has counted, and what it holds. */
function countOf({ client }: Tab): number {
  const { dropped, held: waiting } = client.inspect()
  return Object.values(dropped).reduce((sum, count) => sum + count, waiting)
}

/** Makes a fault of what throws or rejects. */
function watchFor(faults: string[], calls: () => Promise<unknown>): void {
  try {
    calls().catch((error) => void faults.push(`rejected: ${error}`))
  } catch (error) {
    faults.push(`threw: ${error}`)
  }
}

/** @param order asked once the client has looked: what it hears of then comes before the event */
function trackEvent(
  world: World,
  order: () => number,
  tab: Tab,
  purpose: TestPurpose,
  poison?: boolean,
): void {
  const { client } = tab
  const id = world.tracked.length
  client.consent.allows(purpose)
  const { seq: underSeq } = client.consent.snapshot()
  const off = world.knowledge.off(tab, purpose)
  world.tracked.push({ id, tab: tab.id, purpose, order: order(), underSeq, off })
  try {
    if (purpose === 'marketing') client.track('marketed', { n: id, h: `visitor ${id}` })
    else client.track('measured', { n: id, ...(poison && { poison: POISON }) })
  } catch (error) {
    world.faults.push(`track threw: ${error}`)
  }
}

/** How pages end, or stand still. */
function endings(
  world: World,
  noes: Noes,
  end: (tab: Tab) => void,
): Pick<World, 'leave' | 'crash' | 'freeze' | 'thaw' | 'killBrowser'> {
  return {
    leave: (tab) => {
      tab.end('pagehide')
      end(tab)
    },
    crash: end,
    freeze: (tab) => tab.freeze(),
    thaw: (tab) => {
      world.records.refresh(tab)
      tab.thaw()
      noes.read(tab)
    },
    killBrowser: (rollBackMs) => {
      for (const tab of world.tabs()) end(tab)
      if (rollBackMs) world.records.rollBack(rollBackMs)
      noes.killed()
    },
  }
}
