import { expect, test } from 'vitest'
import { arrived } from './arrived.ts'
import { played } from './played.ts'
import { leftAfterNo } from './promises.ts'
import { play, recover, type Step } from './scenario.ts'
import { begin, hashed, no, settled, track, wait, yes } from './steps.ts'
import { createWorld } from './world.ts'

const SEEDS = Array.from({ length: 20 }, (_, seed) => seed)

test('yes, no and yes within one task: what was tracked before the no is gone, what comes after arrives', async () => {
  for (const seed of SEEDS) {
    const world = await played(seed, [track, yes, hashed, no, track, yes, track, hashed])
    expect(arrived(world)).toEqual([3, 4])
  }
})

test('a no at any moment after a flush has begun: gzip, lock, lease and gate are all behind it', async () => {
  const outcomes = new Set<number>()
  for (const seed of SEEDS)
    for (const ms of [0, 1, 2, 5, 10, 20, 40, 80]) {
      const many = Array.from({ length: 40 }, () => track)
      const world = await played(seed, [...begin, ...many, wait(50), { do: 'flush', tab: 0 }, wait(ms), no])
      outcomes.add(world.collector.starts.length)
      expect(leftAfterNo(world)).toEqual([])
    }
  // Some of them came before the wire, some after: both sides of the gate were seen.
  expect(outcomes).toContain(0)
  expect(Math.max(...outcomes)).toBeGreaterThan(0)
})

test('a no, and a second one or a yes while the first is being carried out', async () => {
  for (const seed of SEEDS)
    for (const ms of [0, 1, 3, 10, 30]) {
      const twice = await played(seed, [...begin, track, hashed, wait(50), no, wait(ms), no])
      expect(leftAfterNo(twice)).toEqual([])
      const again = await played(seed, [...begin, track, hashed, wait(50), no, wait(ms), yes, track])
      expect(arrived(again)).toEqual([2])
    }
})

test('a yes in one tab and a no in another with the same number: the no stands in both', async () => {
  for (const seed of SEEDS) {
    const world = await played(seed, [
      { do: 'open' },
      { do: 'yes', tab: 0 },
      { do: 'no', tab: 1 },
      track,
      { ...track, tab: 1 },
      settled,
      track,
      { ...track, tab: 1 },
    ])
    for (const { client } of world.tabs()) expect(client.consent.allows('measurement')).toBe(false)
    expect(world.collector.starts).toEqual([])
    expect(leftAfterNo(world)).toEqual([])
  }
})

test('a no that another tab hears of only after the yes that followed it still ends what that tab held', async () => {
  for (const seed of SEEDS) {
    const world = await played(seed, [
      { do: 'open' },
      track,
      { do: 'no', tab: 1 },
      { do: 'yes', tab: 1 },
      settled,
    ])
    expect(arrived(world)).toEqual([])
  }
})

test('a no ends what waits although a yes follows it, or the page ends, before the purge is through', async () => {
  for (const seed of SEEDS)
    for (const after of [[], [yes], [yes, settled]])
      for (const end of ['leave', 'crash'] as const) {
        const steps: Step[] = [
          ...begin,
          track,
          wait(50),
          no,
          ...after,
          { do: end, tab: 0 },
          settled,
          { do: 'open' },
        ]
        const world = await played(seed, [...steps, settled])
        expect(arrived(world)).toEqual([])
      }
})

test('a decision stands 100 ms later, whatever the browser forgets of its synchronous copy', async () => {
  for (const seed of SEEDS)
    for (const decision of [yes, no]) {
      const kill: Step = { do: 'kill', rollBackMs: 60_000 }
      const world = await played(seed, [decision, wait(100), kill, { do: 'open' }])
      const [tab] = world.tabs()
      expect(tab?.client.consent.snapshot().purposes['measurement']).toBe(
        decision === yes ? 'granted' : 'denied',
      )
      expect(tab?.client.consent.allows('measurement')).toBe(decision === yes)
    }
})

test('what is tracked in the task in which the visitor leaves arrives once, hash or not', async () => {
  for (const seed of SEEDS) {
    const leaving: Step[] = [track, hashed, { do: 'leave', tab: 0 }, settled, { do: 'open' }]
    expect(arrived(await played(seed, [...begin, ...leaving]))).toEqual([0, 1])
  }
})

test('an answer that is lost, and a tab that dies while it waits for one: each event is stored once', async () => {
  for (const seed of SEEDS)
    for (const ms of [0, 20, 60, 200]) {
      const lost: Step[] = [
        { do: 'mood', mood: 'replyLost' },
        track,
        wait(60),
        { do: 'flush', tab: 0 },
        wait(ms),
      ]
      const dies: Step[] = [
        { do: 'crash', tab: 0 },
        { do: 'mood', mood: 'well' },
        wait(30_000),
        { do: 'open' },
      ]
      expect(arrived(await played(seed, [...begin, ...lost, ...dies, wait(30_000)]))).toEqual([0])
    }
})

test('an event that is tracked while a flush is under way, or after one has met another, is sent', async () => {
  for (const seed of SEEDS)
    for (const ms of [0, 1, 3, 10, 30]) {
      // Back from elsewhere: a flush begins.
      const shown: Step = { do: 'online', tab: 0 }
      const during = await played(seed, [...begin, shown, wait(ms), track])
      expect(arrived(during)).toEqual([0])
      const after = await played(seed, [...begin, shown, wait(ms), shown, wait(3_100), track])
      expect(arrived(after)).toEqual([0])
    }
})

test('a page on which nothing is left to do sets no timer', async () => {
  for (const steps of [
    [],
    [yes],
    [no],
    [no, yes],
    [yes, no],
    [yes, track],
    [...begin, track, settled, no, yes],
  ]) {
    const world = await played(1, steps)
    await world.clock.quiet()
  }
})

test('tabs that decide at the same time come to rest, with one record in both copies', async () => {
  for (const seed of SEEDS)
    for (const other of [
      { do: 'yes', tab: 1, purposes: ['marketing'] },
      { do: 'no', tab: 1, purposes: ['marketing'] },
      { do: 'no', tab: 1 },
    ] satisfies Step[]) {
      const world = await played(seed, [{ do: 'open' }, yes, wait(1), other])
      await world.clock.quiet()
      const [one, two] = world.tabs().map(({ client }) => client.consent.snapshot())
      expect(one?.purposes).toEqual(two?.purposes)
      expect(one?.purposes['marketing']).toBe(other.do === 'no' ? 'denied' : 'granted')
    }
})

test('after a no that a yes has followed, what one page leaves behind still arrives through the next', async () => {
  for (const seed of SEEDS)
    for (const rollBackMs of [0, 60_000]) {
      const again: Step[] = [...begin, no, settled, yes, settled, track, wait(200)]
      const world = await played(seed, [...again, { do: 'kill', rollBackMs }, settled, { do: 'open' }])
      expect(arrived(world)).toEqual([0])
    }
})

test('a page that ends when it can see another tab’s no, but has not been told of it, sends nothing', async () => {
  for (const seed of SEEDS) {
    const world = createWorld(seed)
    world.open()
    await play(world, [{ do: 'open' }, ...begin, track, wait(20), { do: 'no', tab: 1 }])
    const [ending] = world.tabs()
    world.records.refresh(ending!)
    await play(world, [{ do: 'leave', tab: 0 }])
    await recover(world)
    expect(world.collector.starts).toEqual([])
  }
})

test('a no to one purpose deletes its chunks in its wake, and leaves the other’s', async () => {
  for (const seed of SEEDS) {
    const world = createWorld(seed)
    world.open()
    const down: Step = { do: 'mood', mood: 'unreachable' }
    const some: Step = { do: 'no', tab: 0, purposes: ['marketing'] }
    await play(world, [down, ...begin, track, hashed, wait(200), some, wait(200)])
    const rows = [...world.database.rows()].filter(([key]) => key[0] === 'c')
    expect(rows.map(([, row]) => (row as { purpose: string }).purpose)).toEqual(['measurement'])
  }
})

test('where the synchronous copy is cleared and restored, what waits is sent all the same', async () => {
  for (const seed of SEEDS)
    for (const ms of [0, 2_990, 3_000]) {
      const world = createWorld(seed)
      world.open()
      await play(world, [...begin, track, wait(ms)])
      // The page clears its storage, without an event in this tab.
      world.records.rollBack(Number.POSITIVE_INFINITY)
      await recover(world)
      expect(arrived(world)).toEqual([0])
    }
})

test('a flush waits for what is being hashed, and sends it', async () => {
  for (const seed of SEEDS) {
    const world = createWorld(seed)
    world.open()
    await play(world, [{ ...yes, purposes: ['marketing'] }, settled])
    const [tab] = world.tabs()
    let done = false
    for (let n = 0; n < 40; n++) world.track(tab!, 'marketing')
    void tab!.client.flush().then(() => {
      done = true
    })
    // Less than a batch waits by itself.
    await world.clock.pass(2_500)
    expect([done, arrived(world).length]).toEqual([true, 40])
  }
})
