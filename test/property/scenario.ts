import type { ChooseOptions } from '@askfirst/consent'
import fc from 'fast-check'
import type { Decisions } from './choices.ts'
import { MOODS, type Mood } from './collectorModel.ts'
import { PURPOSES, type Tab, type TestPurpose } from './tab.ts'
import type { World } from './world.ts'

/** What one step of a run does; `tab` counts among the living. */
export type Step =
  | { do: 'track'; tab: number; purpose: TestPurpose; poison?: boolean }
  | { do: 'yes' | 'no'; tab: number; purposes?: TestPurpose[] }
  | { do: 'flush' | 'leave' | 'crash' | 'freeze' | 'thaw' | 'hide' | 'show' | 'online'; tab: number }
  | { do: 'open' }
  | { do: 'kill'; rollBackMs: number }
  | { do: 'mood'; mood: Mood }
  | { do: 'fault'; of: Fault; on: boolean }
  | { do: 'jump'; days: -1 | 1 }
  | { do: 'wait'; ms: number }
  | { do: 'choose'; tab: number; decisions: Decisions; options: ChooseOptions }
  | { do: 'look' | 'shutdown'; tab: number }
  | { do: 'signal'; on: boolean }
  | { do: 'block'; on: boolean }
  | { do: 'reword'; purpose: TestPurpose }
  | { do: 'leap'; days: 200 | -20 }

export type Fault = 'open' | 'transaction' | 'remove' | 'durable' | 'sync'

const MOST_TABS = 4
const tab = fc.nat(MOST_TABS - 1)
const purpose = fc.constantFrom(...PURPOSES)
const some = fc.option(fc.subarray([...PURPOSES], { minLength: 1 }), { nil: undefined })

const step = <Kind extends Step['do']>(kind: Kind, rest: object = {}): fc.Arbitrary<Step> =>
  fc.record({ do: fc.constant(kind), ...rest }) as unknown as fc.Arbitrary<Step>

const WAIT = {
  weight: 12,
  arbitrary: step('wait', { ms: fc.constantFrom(0, 0, 1, 3, 10, 50, 3_100, 3_100, 30_000) }),
}
const TRACK = {
  weight: 12,
  arbitrary: step('track', {
    tab,
    purpose,
    poison: fc.oneof({ weight: 9, arbitrary: fc.constant(false) }, fc.boolean()),
  }),
}

/** Everything that may happen to a page that says yes and no. */
export const anything: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    TRACK,
    WAIT,
    { weight: 5, arbitrary: step('yes', { tab, purposes: some }) },
    { weight: 5, arbitrary: step('no', { tab, purposes: some }) },
    ...around(['open', 'transaction', 'remove', 'durable', 'sync']),
  ),
  { minLength: 4, maxLength: 40, size: 'max' },
)

/** A visitor who has said yes and stays with it, whatever else fails. */
export const alwaysYes: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(TRACK, WAIT, ...around(['open', 'transaction', 'remove'])),
  { minLength: 4, maxLength: 40, size: 'max' },
)

const decision = fc.constantFrom('granted' as const, 'granted' as const, 'denied' as const)
const CHOOSE = {
  weight: 8,
  arbitrary: step('choose', {
    tab,
    decisions: fc.oneof(
      fc.record({ measurement: decision, marketing: decision }),
      fc.record({ measurement: decision }),
      fc.record({ marketing: decision }),
    ),
    options: fc.record({ overSignal: fc.boolean(), erase: fc.boolean() }),
  }),
}

/** A visitor whose browser, whose site and whose clock have a word in it too. */
export const everyState: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    TRACK,
    WAIT,
    CHOOSE,
    { weight: 3, arbitrary: step('look', { tab }) },
    { weight: 3, arbitrary: step('signal', { on: fc.boolean() }) },
    { weight: 2, arbitrary: step('block', { on: fc.boolean() }) },
    { weight: 2, arbitrary: step('reword', { purpose }) },
    { weight: 2, arbitrary: step('leap', { days: fc.constantFrom(200, -20) }) },
    { weight: 1, arbitrary: step('shutdown', { tab }) },
    ...around(['open', 'transaction', 'remove', 'durable', 'sync']),
  ),
  { minLength: 4, maxLength: 40, size: 'max' },
)

function around(faults: readonly Fault[]): { weight: number; arbitrary: fc.Arbitrary<Step> }[] {
  return [
    { weight: 3, arbitrary: step('open') },
    { weight: 3, arbitrary: step('mood', { mood: fc.constantFrom('well' as const, ...MOODS) }) },
    { weight: 1, arbitrary: step('fault', { of: fc.constantFrom(...faults), on: fc.boolean() }) },
    { weight: 1, arbitrary: step('jump', { days: fc.constantFrom(-1, 1) }) },
    { weight: 1, arbitrary: step('kill', { rollBackMs: fc.constantFrom(0, 2_000, 10_000) }) },
    ...(['flush', 'leave', 'crash', 'freeze', 'thaw', 'hide', 'show', 'online'] as const).map((kind) => ({
      weight: 1,
      arbitrary: step(kind, { tab }),
    })),
  ]
}

/** Plays the steps; those that find no tab do nothing. */
export async function play(world: World, steps: readonly Step[]): Promise<void> {
  for (const now of steps) {
    if (!('tab' in now)) await playWorld(world, now)
    else {
      const tabs = world.tabs().filter((each) => each.frozen() === (now.do === 'thaw'))
      const found = tabs[now.tab % tabs.length]
      if (!found) continue
      playTab(world, found, now)
      if (!found.dead() && !found.frozen()) world.knowledge.looked(found)
    }
  }
}

function playTab(world: World, tab: Tab, now: Extract<Step, { tab: number }>): void {
  if (now.do === 'track') world.track(tab, now.purpose, now.poison)
  else if (now.do === 'yes') world.optIn(tab, now.purposes)
  else if (now.do === 'no') world.optOut(tab, now.purposes)
  else if (now.do === 'flush') world.flush(tab)
  else if (now.do === 'hide') tab.show(false)
  else if (now.do === 'show') tab.show(true)
  else if (now.do === 'online') tab.tell('online')
  else if (now.do === 'choose') world.choose(tab, now.decisions, now.options)
  else if (now.do === 'look') tab.client.consent.refresh()
  else world[now.do](tab)
}

async function playWorld(world: World, now: Exclude<Step, { tab: number }>): Promise<void> {
  if (now.do === 'wait') await world.clock.pass(now.ms)
  else if (now.do === 'mood') world.collector.mood = now.mood
  else if (now.do === 'jump') world.jump(now.days * 86_400_000)
  else if (now.do === 'leap') world.jump(now.days * 86_400_000)
  else if (now.do === 'signal') world.knowledge.device.gpc = now.on
  else if (now.do === 'block') block(world, now.on)
  else if (now.do === 'reword') reword(world, now.purpose)
  else if (now.do === 'kill') world.killBrowser(now.rollBackMs)
  else if (now.do === 'open') {
    if (world.tabs().length < MOST_TABS) world.open()
  } else fault(world, now)
}

function fault(world: World, now: Extract<Step, { do: 'fault' }>): void {
  if (now.on) world.failStorage()
  if (now.of === 'durable' || now.of === 'sync') world.records.faults[now.of] = now.on
  else world.database.faults[now.of] = now.on
}

/** The site's kill switch, told to every page that can hear it. */
function block(world: World, on: boolean): void {
  world.knowledge.device.blocked = on
  for (const tab of world.tabs())
    if (!tab.frozen()) {
      tab.client.consent.refresh()
      world.knowledge.looked(tab)
    }
}

/** Pages that are loaded from now on ask something else. */
function reword({ knowledge: { device } }: World, purpose: TestPurpose): void {
  device.terms = { ...device.terms, [purpose]: `${Number(device.terms[purpose]) + 1}` }
}

/** Everything works again, and what can still happen does. */
export async function recover(world: World): Promise<void> {
  world.collector.mood = 'well'
  Object.assign(world.database.faults, { open: false, transaction: false, remove: false })
  Object.assign(world.records.faults, { durable: false, sync: false })
  // The browser discards what nobody comes back to.
  for (const tab of world.tabs()) if (tab.frozen()) world.crash(tab)
  // Longer than the longest back-off.
  await world.clock.pass(900_000)
}
