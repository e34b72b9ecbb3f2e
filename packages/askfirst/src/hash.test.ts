import { expect, test } from 'vitest'
import { keyedHash } from './hash.ts'
import { memoryRows } from './memoryRows.ts'

const DAY_MS = 86_400_000
const { run } = memoryRows()
const keysOf = (purpose: string): Promise<string[]> => run('readonly', ({ keys }) => keys(`k${purpose}`))

/** What hashes, with a clock of the test's. */
function device() {
  const clock = { day: 20_000 }
  const parts = {
    env: { subtle: crypto.subtle, now: () => clock.day * DAY_MS },
    queue: { run },
    resets: { count: 0 },
    consent: { snapshot: () => ({ seq: 1 }), allows: () => true },
    settings: {},
  } as unknown as Parameters<typeof keyedHash>[0]
  return {
    clock,
    hash: (purpose: string, value: string, rotate?: number) => keyedHash(parts, purpose, value, rotate),
  }
}

test('without a rotation a value has one hash for ever, in whatever spelling', async () => {
  const { clock, hash } = device()
  const first = await hash('always', 'Ann@Example.org ')
  clock.day += 5_000
  expect(await hash('always', 'ann@example.org')).toBe(first)
  expect(first).toMatch(/^[\w-]{22}$/)
  expect(await keysOf('always')).toEqual(['kalways'])
})

test('within a period hashes join, and not beyond it: the old key is gone', async () => {
  const { clock, hash } = device()
  clock.day = 20_000 - (20_000 % 7)
  const first = await hash('weekly', 'ann', 7)
  clock.day += 6
  expect(await hash('weekly', 'ann', 7)).toBe(first)
  clock.day += 1
  const next = await hash('weekly', 'ann', 7)
  expect(next).not.toBe(first)
  expect(await keysOf('weekly')).toEqual([`kweekly.7.${clock.day / 7}`])
  // Not even with the clock put back.
  clock.day -= 1
  expect([first, next]).not.toContain(await hash('weekly', 'ann', 7))
})

test('rotations of one purpose do not end each other’s keys', async () => {
  const { clock, hash } = device()
  const always = await hash('mixed', 'ann')
  const monthly = await hash('mixed', 'ann', 30)
  const daily = await hash('mixed', 'ann', 1)
  clock.day += 1
  expect(await hash('mixed', 'ann', 1)).not.toBe(daily)
  expect([await hash('mixed', 'ann'), await hash('mixed', 'ann', 30)]).toEqual([always, monthly])
  expect(new Set([always, monthly, daily]).size).toBe(3)
  expect(await keysOf('mixed')).toHaveLength(3)
})

test('two devices have nothing in common', async () => {
  const { hash } = device()
  const first = await hash('apart', 'ann')
  await run('readwrite', async (rows) => void rows.delete('kapart'))
  expect(await hash('apart', 'ann')).not.toBe(first)
})
