import { expect, test } from 'vitest'
import { check, run, SEEDS } from './check.ts'
import { broken, leftAfterNo, strayLeases, unaccounted, waiting } from './promises.ts'
import { alwaysYes, anything, recover, type Step } from './scenario.ts'

test.each(SEEDS)(
  'whatever happens, a no ends what was captured before it, and nothing comes before a yes (seed %i)',
  async (chosen) => {
    await check(chosen, anything, async (seed, steps) => {
      const storageFailed = steps.some((step) => step.do === 'fault' && step.on)
      const world = await run(seed, steps, async (after) => {
        await recover(after)
        const last = after.nos.at(-1)
        const purger = after.tabs().some(({ id }) => id === last?.tab)
        // What a tab has written that died before it could hear of the no is the next page's to delete.
        const unaware = after.dead().some((id) => !last?.reached.has(id))
        if (purger && !unaware && !storageFailed) expect(leftAfterNo(after)).toEqual([])
        // The next page carries out what a crash or a failing disk has left undone.
        after.open()
        await after.clock.pass(60_000)
        expect(leftAfterNo(after)).toEqual([])
        expect(strayLeases(after)).toEqual([])
      })
      expect(broken(world)).toEqual([])
    })
  },
  240_000,
)

test.each(SEEDS)(
  'with a yes throughout, what is stored arrives exactly once, and what is missing is explained (seed %i)',
  async (chosen) => {
    await check(chosen, alwaysYes, async (seed, steps) => {
      const yes: Step[] = [
        { do: 'yes', tab: 0 },
        { do: 'wait', ms: 500 },
      ]
      const world = await run(seed, [...yes, ...steps], async (after) => {
        await recover(after)
        // Leases of the dead run out, and then a page takes over.
        await after.clock.pass(30_000)
        after.flush(after.open())
        await after.clock.pass(60_000)
        // What needs a file that did not load waits for the next look.
        for (let looks = 0; looks < 10 && waiting(after); looks++) await after.clock.pass(60_000)
        expect(unaccounted(after)).toEqual([])
      })
      expect(broken(world)).toEqual([])
    })
  },
  240_000,
)
