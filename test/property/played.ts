import { expect } from 'vitest'
import { broken } from './promises.ts'
import { play, recover, type Step } from './scenario.ts'
import { createWorld, type World } from './world.ts'

/** A world of one page, once the steps were played in it and what can still be sent has been; it has kept every promise. */
export async function played(seed: number, steps: readonly Step[]): Promise<World> {
  const world = createWorld(seed)
  world.open()
  await play(world, steps)
  await recover(world)
  expect(broken(world)).toEqual([])
  return world
}
