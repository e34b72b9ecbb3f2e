import { expect, test } from 'vitest'
import { arrived } from './arrived.ts'
import { check, run, SEEDS } from './check.ts'
import { broken, leftWhileOff, strayLeases } from './promises.ts'
import { everyState, recover } from './scenario.ts'
import { PURPOSES, type Tab } from './tab.ts'
import type { World } from './world.ts'

test.each(SEEDS)(
  'whatever browser, site, clock and visitor say, what is off is not sent and not kept (seed %i)',
  async (chosen) => {
    await check(
      chosen,
      everyState,
      async (seed, steps) => {
        const world = await run(seed, steps, async (after) => {
          await recover(after)
          const page = after.open()
          await after.clock.pass(60_000)
          expect(leftWhileOff(after, page)).toEqual([])
          expect(strayLeases(after)).toEqual([])
          await arrives(after, page)
        })
        expect(broken(world)).toEqual([])
      },
      60,
    )
  },
  240_000,
)

/** Once nothing stands against a yes, what follows it arrives, whatever has happened before. */
async function arrives(world: World, page: Tab): Promise<void> {
  Object.assign(world.knowledge.device, { gpc: false, blocked: false })
  world.choose(page, { measurement: 'granted', marketing: 'granted' })
  const first = world.tracked.length
  for (const ms of [0, 20, 1_000]) {
    await world.clock.pass(ms)
    for (const purpose of PURPOSES) world.track(page, purpose)
  }
  await world.clock.pass(60_000)
  expect(arrived(world).filter((id) => id >= first)).toEqual(world.tracked.slice(first).map(({ id }) => id))
}
