import type { Outcome } from '@askfirst/formats'
import { beforeEach, expect, test, vi } from 'vitest'
import { type BackOff, createBackOff } from './backOff.ts'
import type { Env } from './environment.ts'
import { memoryRows } from './memoryRows.ts'

const HOUR = 3_600_000
const FAILED: Outcome = { kind: 'retry' }
let now: number
let { run } = memoryRows()

beforeEach(() => {
  now = Date.UTC(2026, 5, 15)
  ;({ run } = memoryRows())
})

/** A tab's back-off, or another page's: all share what the device keeps. */
function tab({ clock = 0, name = 'native' } = {}): BackOff {
  const env: Partial<Env> = {
    now: () => now + clock,
    uptime: () => now,
    random: () => 1,
    warn: vi.fn(),
  }
  return createBackOff(env as Env, run, name)
}

/** Tries for so many ms, as soon as it may, with the same outcome; resolves with the number of requests. */
async function insist(backOff: BackOff, ms: number, outcome = FAILED): Promise<number> {
  const end = now + ms
  let requests = 0
  for (;;) {
    await backOff.recall()
    now += backOff.rest()
    if (now >= end) return requests
    requests++
    await backOff.learn(outcome, false)
    now++
  }
}

test('waits longer after each failure, up to half an hour', async () => {
  const backOff = tab()
  const waits: number[] = []
  for (let n = 0; n < 14; n++) {
    await backOff.learn(FAILED, false)
    waits.push(backOff.rest() / 1_000)
    now += backOff.rest()
  }
  expect(waits).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 1800, 1800, 1800])
})

test('a dead collector costs a few requests an hour, whatever the number of pages', async () => {
  expect(await insist(tab(), HOUR)).toBeLessThan(15)
  expect(await insist(tab(), HOUR)).toBeLessThanOrEqual(3)
  let requests = 0
  for (let page = 0; page < 60; page++) {
    requests += await insist(tab(), HOUR / 60)
    now = Date.UTC(2026, 5, 15, 2, page + 1)
  }
  expect(requests).toBeLessThanOrEqual(3)
})

test('what one tab has learned holds for all, and for the next page', async () => {
  await tab().learn({ kind: 'retry', after: 60_000 }, false)
  const next = tab()
  expect(await next.recall()).toBe(1)
  expect(next.rest()).toBe(60_000)
  expect(next.paused()).toBe(true)
  next.waive()
  expect(next.rest()).toBe(60_000)
})

test('an impatient caller ends a pause that nobody has asked for, once', async () => {
  await tab().learn(FAILED, false)
  const next = tab()
  await next.recall()
  expect([next.rest(), next.paused()]).toEqual([1_000, false])
  next.waive()
  await next.recall()
  expect(next.rest()).toBe(0)
  await next.learn(FAILED, false)
  expect(next.rest()).toBe(2_000)
})

test('a success ends it for all', async () => {
  const [one, other] = [tab(), tab()]
  for (let n = 0; n < 5; n++) await one.learn(FAILED, false)
  await other.recall()
  now += other.rest()
  await other.learn({ kind: 'accepted' }, true)
  expect(await tab().recall()).toBe(0)
})

test('while one tries, the others wait', async () => {
  await tab().learn(FAILED, false)
  now += 1_000
  const [one, other] = [tab(), tab()]
  await one.recall()
  expect(one.rest()).toBe(0)
  await one.reserve(25_000)
  await other.recall()
  expect(other.rest()).toBe(25_000)
})

test('a destination that is gone is not asked again by the next page at once', async () => {
  const backOff = tab()
  await backOff.learn({ kind: 'stop', reason: 'collector answered 410' }, false)
  expect([backOff.stopped(), backOff.paused()]).toEqual(['collector answered 410', true])
  const next = tab()
  await next.recall()
  expect([next.stopped(), next.rest()]).toEqual([undefined, HOUR / 2])
})

test('destinations do not hold each other up, and a clock that was set holds up none', async () => {
  await tab().learn({ kind: 'retry', after: HOUR }, false)
  const other = tab({ name: 'segment' })
  expect([await other.recall(), other.rest()]).toEqual([0, 0])
  const leapt = tab({ clock: -HOUR })
  await leapt.recall()
  expect(leapt.rest()).toBe(0)
})

test('a destination whose name goes on leaves the other’s pause alone', async () => {
  await tab({ name: 'native.eu' }).learn({ kind: 'retry', after: 60_000 }, false)
  await tab({ name: 'native/eu' }).learn({ kind: 'retry', after: 60_000 }, false)
  expect(await tab({ name: 'native' }).recall()).toBe(0)
  expect(await tab({ name: 'native/eu' }).recall()).toBe(1)
})
