import { expect, test } from 'vitest'
import { arrived } from './arrived.ts'
import type { Decisions } from './choices.ts'
import { played } from './played.ts'
import { leftAfterNo } from './promises.ts'
import type { Step } from './scenario.ts'
import { begin, hashed, no, settled, track, wait, yes } from './steps.ts'

const SEEDS = Array.from({ length: 8 }, (_, seed) => seed)
const eraseAll: Step = {
  do: 'choose',
  tab: 0,
  decisions: { measurement: 'denied', marketing: 'denied' },
  options: { erase: true },
}

test('a page with the old question leaves alone what a page with the new one captures', async () => {
  for (const seed of SEEDS)
    for (const ms of [0, 20, 200]) {
      const reworded: Step[] = (['measurement', 'marketing'] as const).map((purpose) => ({
        do: 'reword',
        purpose,
      }))
      const newer: Step[] = [{ do: 'open' }, settled, { ...yes, tab: 1 }]
      const events: Step[] = [{ ...track, tab: 1 }, wait(ms), { ...hashed, tab: 1 }, { ...track, tab: 1 }]
      const world = await played(seed, [...begin, ...reworded, ...newer, ...events])
      expect(arrived(world)).toEqual([0, 1, 2])
    }
})

test('a page with the old question deletes what it has captured itself once another was answered', async () => {
  for (const seed of SEEDS) {
    const down: Step = { do: 'mood', mood: 'unreachable' }
    const newer: Step[] = [{ do: 'reword', purpose: 'measurement' }, { do: 'open' }, settled]
    const late: Step[] = [track, wait(200), { ...yes, tab: 1 }]
    const world = await played(seed, [...begin, down, ...newer, ...late, settled])
    expect(arrived(world)).toEqual([])
  }
})

test('a no that is to erase opens nothing where there never was a yes', async () => {
  for (const seed of SEEDS) {
    const world = await played(seed, [track, eraseAll])
    expect([world.erasures[0]?.collector, world.writes.some(({ what }) => what === 'queue')]).toEqual([
      'nothing-sent',
      false,
    ])
  }
})

test('what was sent is erased although another tab hears of the no at once, and deletes what names it', async () => {
  for (const seed of SEEDS) {
    const sent: Step[] = [track, hashed, wait(10_000)]
    const world = await played(seed, [{ do: 'open' }, ...begin, ...sent, { ...track, tab: 1 }, eraseAll])
    if (world.notLoaded) continue
    expect(world.erasures[0]?.collector).toBe('erased')
    expect(arrived(world)).toEqual([])
    expect(leftAfterNo(world)).toEqual([])
  }
})

test('an erasure that failed can be asked for again, whatever another tab has deleted', async () => {
  for (const seed of SEEDS)
    for (const mood of ['unreachable', 'unavailable', 'garbage'] as const) {
      const sent: Step[] = [track, hashed, wait(10_000)]
      const failing: Step[] = [{ do: 'mood', mood }, eraseAll, wait(10_000), { do: 'mood', mood: 'well' }]
      const world = await played(seed, [{ do: 'open' }, ...begin, ...sent, ...failing, eraseAll])
      if (world.notLoaded) continue
      expect(world.erasures.map(({ collector }) => collector)).toEqual(['failed', 'erased'])
      expect(arrived(world)).toEqual([])
      expect(leftAfterNo(world)).toEqual([])
    }
})

test('a second choice while an erasure is under way does not undo it', async () => {
  for (const seed of SEEDS)
    for (const ms of [0, 1, 3, 10, 30]) {
      const sent: Step[] = [track, hashed, wait(10_000)]
      const one: Step = { do: 'choose', tab: 0, decisions: { marketing: 'denied' }, options: { erase: true } }
      const other: Step = { do: 'choose', tab: 0, decisions: { measurement: 'denied' }, options: {} }
      const world = await played(seed, [...begin, ...sent, one, wait(ms), seed % 2 ? no : other])
      if (world.notLoaded) continue
      expect(world.erasures[0]?.collector).toBe('erased')
      expect(arrived(world)).toEqual([0])
      expect(leftAfterNo(world)).toEqual([])
    }
})

test('the signal ends what waits, and what comes after it arrives', async () => {
  for (const seed of SEEDS)
    for (const ms of [0, 1, 3, 10, 30, 500]) {
      const [on, off] = [true, false].map((on): Step => ({ do: 'signal', on })) as [Step, Step]
      const look: Step = { do: 'look', tab: 0 }
      const world = await played(seed, [...begin, hashed, on, look, hashed, wait(ms), off, look, hashed])
      expect(arrived(world)).toEqual([2])
    }
})

test('a yes and then a no while the record is being read, in two tabs at once: the no stands', async () => {
  for (const seed of SEEDS) {
    const say = (tab: number, decisions: Decisions): Step => ({ do: 'choose', tab, decisions, options: {} })
    const both = [1, 0].flatMap((tab) => [
      say(tab, { marketing: 'granted' }),
      say(tab, { measurement: 'granted', marketing: 'denied' }),
    ])
    const world = await played(seed, [{ do: 'open' }, ...both, wait(3_100), hashed])
    for (const { client } of world.tabs())
      expect(client.consent.snapshot().purposes).toEqual({ measurement: 'granted', marketing: 'denied' })
    expect(arrived(world)).toEqual([])
  }
})
