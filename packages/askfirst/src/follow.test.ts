import type { PurposeState } from '@askfirst/consent'
import { expect, test, vi } from 'vitest'
import type { Capture } from './capture.ts'
import type { Chunk } from './chunk.ts'
import { createFollower } from './follow.ts'
import type { Parts } from './parts.ts'
import type { Flight } from './route.ts'

/** A client whose purposes stand as `states` says; what it allows at the start has its lane. */
function client(states: Record<string, PurposeState>, purge: () => Promise<number>) {
  const granted = Object.keys(states).filter((purpose) => states[purpose] === 'granted')
  const lanes = new Map(granted.map((purpose) => [purpose, { decision: 1 }]))
  const lose = vi.fn()
  const forgetting = vi.fn(async (_which: (row: object) => boolean) => undefined)
  const purging = vi.fn((_purposes: readonly string[], _kinds: string, _all: boolean) => purge())
  const flight = (purpose: string, count: number): Flight => ({
    chunks: [{ purpose, count } as Chunk],
    last: false,
    controller: new AbortController(),
  })
  const flights = granted.map((purpose) => flight(purpose, 4))
  const parts = {
    env: { now: () => 5, page: () => ({ prerendering: false }) },
    consent: {
      purposes: Object.keys(states),
      snapshot: () => ({ purposes: states }),
      allows: (purpose: string) => states[purpose] === 'granted',
      erasingFor: () => 0,
      lastNo: (purpose: string) => (states[purpose] === 'granted' ? -1 : 2),
      someGranted: () => Object.values(states).includes('granted'),
    },
    settings: { beforeChoice: 'hold', retentionDays: 90 },
    chunker: {
      lanes,
      open: (purpose: string) => lanes.set(purpose, { decision: 1 }),
      /** One event waits in each lane. */
      end: (purposes: readonly string[]) => purposes.filter((purpose) => lanes.delete(purpose)).length,
    },
    queue: { totals: () => ({ events: 6 }), drop: () => 1, purge: purging, forget: forgetting },
    delivery: { pause: () => undefined, later: () => undefined, notify: () => undefined },
    flights: new Set(flights),
    ended: { measurement: 3 },
    lose,
  }
  const capture: Pick<Capture, 'release'> = { release: () => undefined }
  return { ...createFollower(parts as unknown as Parts, capture), states, purging, forgetting, flights, lose }
}

test('a withdrawal tells what it has removed and aborted, of what was denied alone', async () => {
  const { follow, purged, states, purging, flights, lose } = client(
    { measurement: 'granted', marketing: 'granted' },
    async () => 3,
  )
  states['marketing'] = 'withdrawn'
  follow()
  expect(flights.map(({ controller }) => controller.signal.aborted)).toEqual([false, true])
  expect(await purged()).toEqual({ removed: 5, inFlight: 4, remaining: [] })
  expect(purging.mock.calls.map((call) => call.slice(0, 3))).toEqual([[['marketing'], 'cekst', false]])
  expect(lose.mock.calls).toEqual([['denied', 5]])
})

test('what could not be deleted is said to remain, and is not counted as removed', async () => {
  const { follow, purged, states, lose } = client({ measurement: 'granted' }, async () => {
    throw new DOMException('the disk is full', 'QuotaExceededError')
  })
  states['measurement'] = 'withdrawn'
  follow()
  expect(await purged()).toEqual({
    removed: 2,
    inFlight: 4,
    remaining: [expect.stringContaining('the disk is full')],
  })
  expect(lose.mock.calls).toEqual([['denied', 2]])
})

test('the next page tries again to delete what a no has left', async () => {
  const { follow, purged, purging } = client({ measurement: 'denied' }, async () => 6)
  follow()
  follow()
  expect(await purged()).toMatchObject({ removed: 7, remaining: [] })
  expect(purging.mock.calls.map((call) => call.slice(0, 3))).toEqual([[['measurement'], 'cekst', true]])
})

test('what a no has left that came before the outbox goes under the yes that followed it', async () => {
  const states: Record<string, PurposeState> = { measurement: 'denied' }
  const { follow, forgetting } = client(states, async () => 0)
  states['measurement'] = 'granted'
  follow()
  await vi.waitFor(() => expect(forgetting).toHaveBeenCalledOnce())
  const gone = forgetting.mock.calls[0]![0]
  const left = (decision: number, purpose = 'measurement') => gone({ purpose, decision, at: 5 })
  expect([left(3), left(4), left(3, 'marketing')]).toEqual([true, false, false])
})
