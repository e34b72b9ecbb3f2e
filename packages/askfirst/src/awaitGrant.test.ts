import type { ConsentReason, PurgeReport, PurposeState } from '@askfirst/consent'
import { expect, test, vi } from 'vitest'
import { awaitGrant } from './awaitGrant.ts'
import type { Core } from './core.ts'
import type { Outbox } from './outbox.ts'

const NOTHING: PurgeReport = { removed: 0, inFlight: 0, remaining: [] }

/** A page whose one purpose stands as `record` says. */
function page(state: PurposeState, reason: ConsentReason = 'stored-record') {
  const record = { state, reason, seq: 3 }
  const deleteStore = vi.fn(async () => undefined)
  const timers: [listener: () => void, ms: number][] = []
  const core = {
    env: {
      page: () => ({ prerendering: false }),
      subtle: {},
      deleteStore,
      timer: (...timer: (typeof timers)[number]) => {
        timers.push(timer)
        return () => undefined
      },
      onPage: () => () => undefined,
      warn: () => undefined,
    },
    consent: {
      purposes: ['measurement'],
      allows: () => record.state === 'granted',
      snapshot: () => ({ purposes: { measurement: record.state }, reason: record.reason, seq: record.seq }),
      erasingFor: () => 0,
      lastNo: () => (record.state === 'denied' ? record.seq : -1),
      someGranted: () => record.state === 'granted' || record.state === 'stale',
    },
    settings: { persist: true },
    heard: Number.POSITIVE_INFINITY,
    ended: {},
  }
  const outbox = { follow: vi.fn(), purged: async () => NOTHING }
  const load = vi.fn(async () => outbox as unknown as Outbox)
  const grant = awaitGrant(core as unknown as Core, { release: () => undefined }, load)
  return { ...grant, record, core, load, outbox, deleteStore, timers }
}

test('the outbox is loaded once something is granted, and only once', async () => {
  const { follow, record, load, outbox } = page('undecided')
  follow()
  expect(load).not.toHaveBeenCalled()
  record.state = 'granted'
  follow()
  follow()
  await vi.waitFor(() => expect(outbox.follow).toHaveBeenCalled())
  expect(load).toHaveBeenCalledOnce()
})

test('a no while the outbox is on its way deletes in its task, without it', async () => {
  const { follow, record, load, deleteStore, purged } = page('granted')
  let arrive!: (outbox: Outbox) => void
  load.mockReturnValue(
    new Promise((done) => {
      arrive = done
    }),
  )
  follow()
  expect(deleteStore).not.toHaveBeenCalled()
  record.state = 'denied'
  follow()
  expect(deleteStore).toHaveBeenCalledOnce()
  arrive({ follow: () => undefined, purged: async () => ({ ...NOTHING, removed: 2 }) } as unknown as Outbox)
  // Its report does not wait for what may never come.
  expect(await purged()).toEqual(NOTHING)
})

test('an outbox that could not be loaded is asked for again in a while, not at once', async () => {
  const { follow, load, outbox, timers } = page('granted')
  load.mockRejectedValueOnce(new TypeError('not loaded'))
  follow()
  await vi.waitFor(() => expect(timers.map(([, ms]) => ms)).toEqual([5_000]))
  follow()
  expect(load).toHaveBeenCalledOnce()
  timers[0]![0]()
  await vi.waitFor(() => expect(outbox.follow).toHaveBeenCalled())
  expect(load).toHaveBeenCalledTimes(2)
})

test('a page that asks something older knows which decisions came before what another page captures', () => {
  const { follow, record, core } = page('undecided', 'reading-record')
  follow()
  expect(core.heard).toBe(Number.POSITIVE_INFINITY)
  record.reason = 'stored-record'
  follow()
  expect(core.heard).toBe(3)
  Object.assign(record, { state: 'stale', seq: 4 })
  follow()
  expect(core.heard).toBe(3)
})

test('after a shutdown nothing is asked for again, and what arrives late is left alone', async () => {
  const { follow, load, outbox, timers, stop } = page('granted')
  load.mockRejectedValueOnce(new TypeError('not loaded'))
  follow()
  stop()
  await Promise.resolve()
  await Promise.resolve()
  expect(timers).toEqual([])
  follow()
  expect(load).toHaveBeenCalledOnce()
  expect(outbox.follow).not.toHaveBeenCalled()
})

test('what is off is deleted where the outbox can’t be loaded', async () => {
  const { follow, record, load, deleteStore, timers } = page('granted')
  load.mockRejectedValue(new TypeError('not loaded'))
  follow()
  record.state = 'denied'
  await vi.waitFor(() => expect(timers).toHaveLength(1))
  expect(deleteStore).toHaveBeenCalledOnce()
})

test('after a shutdown a no still reaches the outbox: what is under way ends', async () => {
  const { follow, record, outbox, stop } = page('granted')
  follow()
  await vi.waitFor(() => expect(outbox.follow).toHaveBeenCalledOnce())
  stop()
  record.state = 'denied'
  follow()
  expect(outbox.follow).toHaveBeenCalledTimes(2)
})
