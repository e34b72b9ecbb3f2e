import fc from 'fast-check'
import { play, type Step } from './scenario.ts'
import { createWorld, type World } from './world.ts'

const RUNS = process.env['ASKFIRST_RUNS']
/** Fixed, so that a run can be repeated: those that have found something. `pnpm soak` takes ever new ones. */
export const SEEDS = process.env['ASKFIRST_SEED']?.split(',').map(Number) ?? [20_260_615, 13, 102, 311]

/** Plays the steps in a world of the seed's; rejections that nobody handles are faults of the client. */
export async function run(
  seed: number,
  steps: readonly Step[],
  then: (world: World) => Promise<void>,
): Promise<World> {
  const world = createWorld(seed)
  world.outboxFails = 0.1
  const unhandled = (error: unknown): void => void world.faults.push(`unhandled: ${error}`)
  process.on('unhandledRejection', unhandled)
  try {
    world.open()
    await play(world, steps)
    await then(world)
  } finally {
    process.off('unhandledRejection', unhandled)
    for (const tab of world.tabs()) world.crash(tab)
  }
  return world
}

/** @param runs where `ASKFIRST_RUNS` does not say: what `npm test` has time for */
export const check = (
  seed: number,
  steps: fc.Arbitrary<Step[]>,
  body: (seed: number, steps: Step[]) => Promise<void>,
  runs = 120,
): Promise<void> =>
  fc.assert(fc.asyncProperty(fc.integer(), steps, body), { numRuns: Number(RUNS ?? runs), seed })
