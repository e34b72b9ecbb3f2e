import { isOff, isOn, type PurposeState, precedence } from '@askfirst/consent'
import type { Stream } from '../../packages/askfirst/src/chunk.ts'
import type { WireStart } from './collectorModel.ts'
import type { No } from './noes.ts'
import { PURPOSES, type Tab, type TestPurpose } from './tab.ts'
import type { World } from './world.ts'

const DAY = 86_400_000
/** What the product promises: a choice lasts 180 days, and a clock may be put back by a week. */
const LASTS = 180 * DAY
const SET_BACK = 7 * DAY
/** Long enough for a purge on a device that works. */
const PURGE_MS = 5_000
/** Long enough for a file that did not load once or twice. */
const RETRY_MS = 60_000

/** One yes. */
export interface Yes {
  order: number
  seq: number
  tab: number
  purposes: readonly string[]
  terms: Readonly<Record<string, string>>
  overSignal: boolean
  /** device times at which it may have been dated: a decision that met another's is made anew */
  dates: number[]
  /** carried out, or never to be */
  over: boolean
  /** order number until which it may be made anew above another tab's no: it was said while the record was being read */
  until: number
}

/** What holds on the device for every tab, besides the record. */
export interface Device {
  gpc: boolean
  blocked: boolean
  /** what a page that is loaded now asks */
  terms: Readonly<Record<TestPurpose, string>>
}

/** What the world knows of consent by itself: it asks the product's tables, not its state. */
export interface Knowledge {
  readonly device: Device
  readonly yeses: Yes[]
  /** `seq` of the newest decision at which a tab said that the purpose is off or undecided, by purpose */
  readonly doubted: Map<string, number>
  /** breaches seen while they happened, in words */
  readonly breaches: string[]
  /** Whether, by all that the tab must know, the purpose may be on in it now. */
  mayBeOn(tab: Tab, purpose: string): boolean
  /** The purpose is off in the tab, whatever was or will be decided: what is captured now never leaves. */
  off(tab: Tab, purpose: TestPurpose): boolean
  /** The tab has just looked. */
  looked(tab: Tab): void
  /** Hears every change that the tab tells. */
  follow(tab: Tab): void
  started(tab: Tab, start: WireStart): void
  jumped(): void
}

export function createKnowledge(world: World): Knowledge {
  const device: Device = { gpc: false, blocked: false, terms: { measurement: '1', marketing: '1' } }
  const [yeses, breaches]: [Yes[], string[]] = [[], []]
  const doubted = new Map<string, number>()
  const ends = watchEnds(world, breaches, doubted)

  const stateUnder = (tab: Tab, purpose: string, yes: Yes): PurposeState[] =>
    yes.dates.map((date) => {
      const age = world.wallClock() - date
      const chain = precedence({
        blocked: device.blocked,
        withdrawing: false,
        decision: 'granted',
        stale: yes.terms[purpose] !== tab.terms[purpose as TestPurpose],
        expired: age > LASTS || age < -SET_BACK,
        sure: true,
        reading: false,
        signal: device.gpc && purpose === 'marketing' && !yes.overSignal,
        external: undefined,
        fallback: 'undecided',
      })
      return chain.find(({ decides }) => decides)!.state!
    })

  const stands = (tab: Tab, purpose: string, yes: Yes): boolean => {
    const ended = (no: No): boolean =>
      !no.void &&
      no.purposes.includes(purpose) &&
      no.order > yes.order &&
      no.seq >= yes.seq &&
      (no.tab === yes.tab || no.order > yes.until) &&
      no.reached.has(tab.id)
    const replaced = (later: Yes): boolean =>
      later.tab === tab.id &&
      yes.tab === tab.id &&
      later.order > yes.order &&
      later.purposes.includes(purpose)
    return yes.purposes.includes(purpose) && !world.nos.some(ended) && !yeses.some(replaced)
  }

  const knowledge: Knowledge = {
    device,
    yeses,
    doubted,
    breaches,
    mayBeOn: (tab, purpose) =>
      yeses.some((yes) => stands(tab, purpose, yes) && stateUnder(tab, purpose, yes).some(isOn)),
    off: (tab, purpose) =>
      tab.shut() ||
      isOff(tab.client.consent.snapshot().purposes[purpose]) ||
      device.blocked ||
      (device.gpc && purpose === 'marketing' && !knowledge.mayBeOn(tab, purpose)),
    looked: (tab) => {
      PURPOSES.forEach(tab.client.consent.allows)
      const { purposes, confirmed } = tab.client.consent.snapshot()
      for (const purpose of PURPOSES) {
        const state = purposes[purpose]!
        const may = knowledge.mayBeOn(tab, purpose)
        // Unconfirmed, a yes is a word, and the gate stays shut.
        const wrong = isOn(state) && confirmed && !may
        if (wrong) breaches.push(`tab ${tab.id} says ${purpose} is ${state}, against the table`)
        if (!may || isOff(state)) breaches.push(...goingOn(world, tab, purpose, state))
      }
    },
    follow: (tab) => {
      ends(tab)
      tab.client.consent.subscribe(() => ends(tab))
    },
    started: (tab, { order, events }) => {
      for (const purpose of new Set(events.map((event) => event.purpose)))
        if (!knowledge.mayBeOn(tab, purpose))
          breaches.push(`a request of order ${order} starts in tab ${tab.id} while ${purpose} is off`)
    },
    jumped: () => {
      for (const yes of yeses) if (!yes.over) yes.dates.push(world.wallClock())
    },
  }
  return knowledge
}

/** Requests of the tab with events of a purpose that is off, in words. */
function goingOn({ collector }: World, tab: Tab, purpose: TestPurpose, state: PurposeState): string[] {
  return collector.starts
    .filter(
      ({ open, tab: id, events }) => open && id === tab.id && events.some((one) => one.purpose === purpose),
    )
    .map(({ order }) => `the request of order ${order} goes on in tab ${tab.id} while ${purpose} is ${state}`)
}

/** Notes what stands in the store when a purpose ends in a tab, and looks whether it has gone where the tab lives on. */
function watchEnds(world: World, breaches: string[], doubted: Map<string, number>): (tab: Tab) => void {
  const wasOff = new Map<string, boolean>()
  /** What was captured under an answer to another question than the tab's is not the tab's to end. */
  const elsewhere = (tab: Tab, purpose: TestPurpose, decision: number): boolean =>
    world.knowledge.yeses.some(({ seq, terms }) => seq <= decision && terms[purpose] !== tab.terms[purpose])
  /** @param seq of the newest decision that the tab knows: what was captured under a newer one is not its to end */
  const rowsOf = (tab: Tab, purpose: TestPurpose, seq: number): string[] =>
    [...world.database.rows()]
      .filter(([key, row]) => {
        const { purpose: of, decision } = row as Stream
        const captured = 'cest'.includes(key[0]!) && of === purpose && decision <= seq
        return captured && !elsewhere(tab, purpose, decision)
      })
      .map(([key]) => key)

  return (tab) => {
    const { purposes, seq } = tab.client.consent.snapshot()
    for (const purpose of PURPOSES) {
      const off = isOff(purposes[purpose])
      if (off || purposes[purpose] === 'undecided')
        doubted.set(purpose, Math.max(seq, doubted.get(purpose) ?? 0))
      const before = wasOff.get(`${tab.id} ${purpose}`)
      wasOff.set(`${tab.id} ${purpose}`, off)
      if (!off || before || tab.shut()) continue
      const standing = rowsOf(tab, purpose, seq)
      const sleeps = tab.sleeps()
      if (!standing.length || world.storageFailed()) continue
      const order = world.tracked.length
      const judge = (again: boolean): void => {
        if (tab.dead() || tab.sleeps() !== sleeps || world.storageFailed()) return
        const kept = world.erasures.some(({ collector }) => !collector || collector === 'failed')
        const left = rowsOf(tab, purpose, seq).filter(
          (key) => standing.includes(key) && !(kept && 'est'.includes(key[0]!)),
        )
        // Where a file did not load, the next try has it.
        if (left.length && again && world.notLoaded) world.clock.after(RETRY_MS, () => judge(false))
        else
          for (const key of left)
            breaches.push(`${key} outlives the end of ${purpose} in tab ${tab.id} (after event ${order})`)
      }
      world.clock.after(PURGE_MS, () => judge(true))
    }
  }
}
