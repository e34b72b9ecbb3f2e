import { expect, test } from 'vitest'
import { pageClock } from './pageClock.ts'

const DAY = 86_400_000

test('what lies between two events is what has passed, whatever the device’s clock is set to', () => {
  const world = { passed: 0, set: 1_800_000_000_000 }
  const clock = pageClock(
    () => world.set + world.passed,
    () => world.passed,
  )
  const start = clock()
  expect(start).toBe(1_800_000_000_000)
  world.passed = 5_000.4
  expect(clock() - start).toBe(5_000)
  world.set -= DAY
  expect(clock() - start).toBe(5_000)
  world.passed = 9_000
  expect(clock() - start).toBe(9_000)
})

test('a device that has slept is believed', () => {
  const world = { passed: 0, set: 1_800_000_000_000 }
  const clock = pageClock(
    () => world.set + world.passed,
    () => world.passed,
  )
  const start = clock()
  world.set += DAY
  expect(clock() - start).toBe(DAY)
})
