import { expect, test, vi } from 'vitest'
import type { Core } from './core.ts'
import { leave } from './leave.ts'

/** A page with a clock of the test's; another page reads for `ms` what it has erased. */
function page(ms: number, erasing?: Promise<undefined>) {
  const timers: [listener: () => void, ms: number][] = []
  const core = {
    env: {
      timer: (...timer: (typeof timers)[number]) => {
        timers.push(timer)
        return () => void timers.splice(timers.indexOf(timer), 1)
      },
    },
    consent: { erasingFor: () => ms },
    erasing,
  }
  const work = vi.fn(async () => 7)
  return { timers, work, left: () => leave(core as unknown as Core, work) }
}

test('where nothing is being erased the work is done in the task', async () => {
  const { timers, work, left } = page(0)
  const done = left()
  expect(work).toHaveBeenCalledOnce()
  expect([await done, timers]).toEqual([7, []])
})

test('what another page is having erased is left to it until it has read', async () => {
  const { timers, work, left } = page(1_200)
  const done = left()
  await Promise.resolve()
  expect([timers[0]![1], work.mock.calls]).toEqual([1_200, []])
  timers[0]![0]()
  expect(await done).toBe(7)
})

test('this page waits until it has read itself, and not for ever', async () => {
  let read!: () => void
  const erasing = new Promise<undefined>((done) => {
    read = () => done(undefined)
  })
  const { timers, work, left } = page(0, erasing)
  const done = left()
  expect([timers[0]![1], work.mock.calls]).toEqual([3_000, []])
  read()
  expect([await done, timers]).toEqual([7, []])
  const stalled = page(0, new Promise(() => undefined))
  const over = stalled.left()
  stalled.timers[0]![0]()
  expect(await over).toBe(7)
})
