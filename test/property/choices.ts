import {
  type ChooseOptions,
  type Decision,
  type EraseReport,
  isOff,
  type PurgeReport,
} from '@askfirst/consent'
import type { Stream } from '../../packages/askfirst/src/chunk.ts'
import { PURPOSES, type Tab, type TestPurpose } from './tab.ts'
import type { World } from './world.ts'

export type Decisions = Partial<Record<TestPurpose, Decision>>

/** One choice that was to erase what was sent. */
export interface Erasure {
  tab: number
  /** names of the streams that the device could name then */
  streams: string[]
  /** what became of it, once that is known */
  collector?: EraseReport['collector'] | undefined
}

/** What visitors decide, by whichever call. */
export interface Choices {
  readonly erasures: Erasure[]
  /** order number of the first yes */
  firstYes(): number
  optIn(tab: Tab, purposes?: readonly TestPurpose[]): void
  optOut(tab: Tab, purposes?: readonly TestPurpose[]): void
  choose(tab: Tab, decisions: Decisions, options?: ChooseOptions): void
}

/**
 * @param order gives the next order number
 * @param watch makes a fault of what rejects
 */
export function createChoices(
  world: World,
  order: () => number,
  watch: (calls: () => Promise<unknown>) => void,
): Choices {
  const erasures: Erasure[] = []
  let firstYes = Number.POSITIVE_INFINITY

  const said = (
    tab: Tab,
    decision: Decision,
    purposes: readonly string[],
    overSignal: boolean,
  ): { seq: number; over?: boolean; until?: number } => {
    const common = { order: order(), seq: 0, tab: tab.id, purposes }
    if (decision === 'denied') {
      const no = { ...common, reached: new Map([[tab.id, common.order]]), void: false }
      world.nos.push(no)
      return no
    }
    const reading = tab.client.consent.snapshot().reason === 'reading-record'
    const yes = {
      ...common,
      terms: tab.terms,
      overSignal,
      dates: [Math.trunc(world.wallClock())],
      over: false,
      until: reading ? Number.POSITIVE_INFINITY : 0,
    }
    firstYes = Math.min(firstYes, yes.order)
    world.knowledge.yeses.push(yes)
    return yes
  }

  /** Makes the call, and notes what it says before it, with the number that it has got. */
  const decide = <Result>(
    tab: Tab,
    decisions: Decisions,
    overSignal: boolean,
    call: () => Promise<Result>,
  ): Promise<Result> => {
    const of = (decision: Decision): TestPurpose[] =>
      PURPOSES.filter((purpose) => decisions[purpose] === decision)
    const [granted, denied] = [tab.shut() ? [] : of('granted'), of('denied')]
    const notes = [
      ...(granted.length ? [said(tab, 'granted', granted, overSignal)] : []),
      ...(denied.length ? [said(tab, 'denied', denied, overSignal)] : []),
    ]
    const result = call()
    for (const note of notes) note.seq = tab.client.consent.snapshot().seq
    expectAborted(world, tab, denied)
    const over = (): void => {
      for (const note of notes) {
        note.over = true
        if (note.until) note.until = order()
      }
    }
    result.then(over, over)
    return result
  }

  return {
    erasures,
    firstYes: () => firstYes,
    optIn: (tab, purposes) =>
      watch(() => decide(tab, all(purposes, 'granted'), false, () => tab.client.optIn(purposes))),
    optOut: (tab, purposes) =>
      watch(() => decide(tab, all(purposes, 'denied'), false, () => tab.client.optOut(purposes))),
    choose: (tab, decisions, options = {}) => {
      const call = () =>
        decide(tab, decisions, !!options.overSignal, () => tab.client.consent.choose(decisions, options))
      if (!options.erase) return watch(call)
      const erasure: Erasure = { tab: tab.id, streams: nameable(world, tab, decisions) }
      erasures.push(erasure)
      watch(() => followErasure(world, tab, erasure, call))
    },
  }
}

function all(purposes: readonly TestPurpose[] = PURPOSES, decision: Decision): Decisions {
  return Object.fromEntries(purposes.map((purpose) => [purpose, decision]))
}

/** In the task of a no, no request of the tab with events of what it denies goes on. */
function expectAborted({ collector, faults }: World, tab: Tab, denied: readonly string[]): void {
  for (const { open, tab: id, events } of collector.starts)
    if (open && id === tab.id && events.some(({ purpose }) => denied.includes(purpose)))
      faults.push('a request with denied events was not aborted in the task of the no')
}

/** Makes the call, and looks whether what it says of the collector is so. */
async function followErasure(
  world: World,
  tab: Tab,
  erasure: Erasure,
  call: () => Promise<PurgeReport>,
): Promise<void> {
  const { collector, faults, clock } = world
  const offset = (): number => world.wallClock() - clock.time()
  const before = offset()
  const [asked, loads, sleeps] = [collector.erasing.length, world.notLoaded, tab.sleeps()]
  // Before its code has loaded, or where it could not be, an erasure may fail.
  const loaded = tab.client.inspect().destinations.length > 0
  const { erased } = await call()
  erasure.collector = erased
  const works =
    loaded &&
    !world.storageFailed() &&
    loads === world.notLoaded &&
    sleeps === tab.sleeps() &&
    collector.erasing.slice(asked).every(({ mood }) => mood === 'well' || mood === 'tooLarge')
  if (erased === 'failed' && works) faults.push('an erasure failed although everything works')
  // Under another clock the other tabs do not know for how long they leave what is being read.
  if (erased === 'failed' || offset() !== before) return
  const standing = new Set([...collector.stored.keys()].map((key) => key.split(' ')[0]!))
  for (const name of erasure.streams)
    if (standing.has(name)) faults.push(`${name} stands at the collector, ${erased} or not`)
}

/** Names of the streams that the device can name: those whose secrets it keeps, and does not delete already. */
function nameable({ database, knowledge, nos }: World, tab: Tab, decisions: Decisions): string[] {
  const { purposes } = tab.client.consent.snapshot()
  // What an earlier no has ended, or a yes that was in doubt, is being deleted, and nothing can name it any more.
  const ended = ({ purpose, decision }: Stream): boolean =>
    nos.some(({ purposes: of, seq }) => of.includes(purpose) && decision <= seq) ||
    decision <= (knowledge.doubted.get(purpose) ?? -1)
  const kept = [...database.rows()]
    .filter(([key, row]) => {
      const { purpose } = row as Stream
      if (ended(row as Stream)) return false
      return key[0] === 's' && decisions[purpose as TestPurpose] === 'denied' && !isOff(purposes[purpose])
    })
    .map(([key]) => key.slice(1))
  const names = [...database.committed.values()]
    .filter(({ stream }) => kept.includes(stream.id))
    .map(({ name }) => name)
  return [...new Set(names)]
}
