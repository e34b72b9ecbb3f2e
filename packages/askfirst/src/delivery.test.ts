import type { Outcome } from '@askfirst/formats'
import { expect, test } from 'vitest'
import type { Chunk, Stream } from './chunk.ts'
import { createDelivery, type Delivery } from './delivery.ts'
import { encodeChunks } from './encodeChunks.ts'
import type { Env } from './environment.ts'
import type { ReadyEvent } from './event.ts'
import { giveUp } from './giveUp.ts'
import { memoryRows } from './memoryRows.ts'
import { createQueue } from './queue.ts'
import type { Route } from './route.ts'

const NOW = 1_800_000_000_000
const LIMITS = { events: 1_000, bytes: 1_000_000, age: 86_400_000 }
const ROUTE = { name: 'own', site: 's', flights: new Set(), takes: () => true, owns: () => true }
const tick = (): Promise<unknown> => new Promise((done) => setTimeout(done, 5))
const stream: Stream = {
  id: 's',
  secret: 'x',
  day: '2027-01-15',
  purpose: 'measurement',
  destination: 'own',
  decision: 1,
  at: NOW,
}
const event = { name: 'e', purpose: 'measurement', at: NOW, props: {}, hashed: {} } as unknown as ReadyEvent

/** A delivery over so many waiting chunks of one event; each request is answered by `answer`. */
function delivery(
  waiting: number,
  answer: (n: number) => Promise<void>,
  read: () => Outcome,
  saving = false,
) {
  const chunks = Array.from(
    { length: waiting },
    (_, n) =>
      ({
        id: `${n}`,
        purpose: 'measurement',
        count: 1,
        seq: n,
        at: 1,
        bytes: 1,
        lines: '{}',
        stream: { id: 's' },
      }) as Chunk,
  )
  const timers = new Set<number>()
  let requests = 0
  const env = {
    now: () => 1e12,
    uptime: () => 1,
    random: () => 1,
    online: () => true,
    time: () => 1e12,
    saving: () => saving,
    warn: () => undefined,
    timer: (_: () => void, ms: number) => {
      timers.add(ms)
      return () => void timers.delete(ms)
    },
    send: async () => {
      await answer(++requests)
      return {}
    },
  }
  const queue = {
    run: memoryRows().run,
    totals: () => ({ events: chunks.length, bytes: 1, chunks: chunks.length }),
    lease: async () => chunks.slice(0, 1),
    change: async (_: unknown, gone: readonly Chunk[] = [], kinds = 'cl') => {
      if (kinds === 'cl')
        for (const { id } of gone)
          chunks.splice(
            chunks.findIndex((one) => one.id === id),
            1,
          )
    },
  }
  const route = {
    env,
    queue,
    consent: { purposes: ['measurement'], allows: () => true, confirm: async () => undefined },
    format: {
      name: 'own',
      limits: LIMITS,
      dedupe: 'id',
      read,
      encode: () => ({ url: '/in', method: 'POST', headers: {}, body: '{}', gzip: false }),
    },
    ...ROUTE,
    alive: () => true,
    lose: () => undefined,
    sent: () => undefined,
  }
  const made: Delivery = createDelivery(route as unknown as Route, LIMITS)
  return { made, chunks, timers, requests: () => requests }
}

test('a pause that is no number makes no hot loop', async () => {
  // The hundredth is left without an answer: else the loop would not let the test go on.
  const enough = new Promise<void>(() => undefined)
  const { made, requests } = delivery(
    1,
    (n) => (n < 100 ? Promise.resolve() : enough),
    () => ({ kind: 'retry', after: Number.NaN }),
  )
  void made.flush()
  for (let n = 0; n < 20; n++) await tick()
  expect(requests()).toBeLessThan(3)
})

test('a format that reads no outcome backs off as one that fails', async () => {
  const { made, requests } = delivery(
    1,
    () => Promise.resolve(),
    () => undefined as unknown as Outcome,
  )
  await made.flush()
  expect([requests(), made.state().state]).toEqual([1, 'backing-off'])
})

test('at most once: a batch whose tab ended without a word is not sent again by the next', async () => {
  const rows = { ...memoryRows(), kind: 'indexeddb' as const }
  let requests = 0
  const page = (now: number) => {
    const env = {
      now: () => now,
      uptime: () => 1,
      random: () => 1,
      online: () => true,
      time: () => NOW,
      saving: () => false,
      subtle: crypto.subtle,
      randomBytes: (length: number) => crypto.getRandomValues(new Uint8Array(length)),
      openStore: async () => rows,
      warn: () => undefined,
      timer: () => () => undefined,
      // The collector stores it, and the tab is killed before the answer.
      send: () => {
        requests++
        return new Promise(() => undefined)
      },
    }
    const consent = {
      purposes: ['measurement'],
      allows: () => true,
      lastNo: () => 0,
      someGranted: () => true,
      confirm: async () => true,
    }
    const queue = createQueue(env as unknown as Env, LIMITS, true, consent, () => undefined)
    const format = {
      name: 'own',
      limits: LIMITS,
      dedupe: 'none',
      encode: () => ({ url: '/in', method: 'POST', headers: {}, body: '{}', gzip: false }),
    }
    const route = { ...ROUTE, env, consent, queue, format, alive: () => true, lose: () => undefined }
    return { queue, delivery: createDelivery(route as unknown as Route, LIMITS) }
  }
  const killed = page(NOW)
  await killed.queue.put(encodeChunks([event], { name: 'n', next: 0 }, stream))
  void killed.delivery.flush()
  for (let n = 0; n < 5; n++) await tick()
  expect(requests).toBe(1)
  // Longer than the lease.
  void page(NOW + 26_000).delivery.flush()
  for (let n = 0; n < 5; n++) await tick()
  expect(requests).toBe(1)
})

test('a collector that refuses every batch is not asked twice an event, without a rest in between', async () => {
  let requests = 0
  const env = {
    now: () => NOW,
    uptime: () => 1,
    random: () => 1,
    online: () => true,
    time: () => NOW,
    saving: () => false,
    subtle: undefined,
    randomBytes: (length: number) => crypto.getRandomValues(new Uint8Array(length)),
    openStore: async () => memoryRows(),
    warn: () => undefined,
    timer: () => () => undefined,
    send: async () => {
      requests++
      return {}
    },
  }
  const consent = {
    purposes: ['measurement'],
    allows: () => true,
    lastNo: () => 0,
    someGranted: () => true,
    confirm: async () => true,
  }
  const queue = createQueue(env as unknown as Env, LIMITS, false, consent, () => undefined)
  const format = {
    name: 'own',
    limits: LIMITS,
    dedupe: 'id',
    encode: () => ({ url: '/in', method: 'POST', headers: {}, body: '{}', gzip: false }),
    read: () => ({ kind: 'drop', reason: 'refused' }),
  }
  const route = {
    env,
    consent,
    queue,
    format,
    ...ROUTE,
    alive: () => true,
    more: async () => ({ giveUp }),
    lose: () => undefined,
    sent: () => undefined,
  }
  const events = Array.from({ length: 200 }, () => event)
  await queue.put(encodeChunks(events, { name: 'n', next: 0 }, stream))
  await createDelivery(route as unknown as Route, LIMITS).flush()
  expect(requests).toBeLessThan(50)
})

test.each([
  [false, LIMITS.age],
  [true, 10 * LIMITS.age],
])('where the visitor saves data (%s) a batch waits %i ms', (saving, ms) => {
  const { made, chunks, timers } = delivery(
    1,
    () => Promise.resolve(),
    () => ({ kind: 'accepted' }),
    saving,
  )
  made.notify(chunks)
  expect([...timers]).toEqual([ms])
})
