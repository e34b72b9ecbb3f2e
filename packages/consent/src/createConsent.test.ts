import { expect, test } from 'vitest'
import type { ConsentReason, ConsentSnapshot, PurposeState } from './consent.ts'
import { type Copy, consentOn, device, no, tell, textOf, yes } from './deviceForTests.ts'
import type { ConsentRecord } from './record.ts'

test.each<[string, Copy, ConsentRecord | null | 'broken', PurposeState, ConsentReason]>([
  ['nothing anywhere', null, null, 'undecided', 'no-decision'],
  ['a yes in both', yes(1), yes(1), 'granted', 'stored-record'],
  ['a no in both', no(1), no(1), 'denied', 'stored-record'],
  ['a yes that was not made durable', yes(1), null, 'granted', 'stored-record'],
  ['a no that was not made durable', no(1), null, 'denied', 'stored-record'],
  ['a yes whose synchronous copy is lost', null, yes(1), 'granted', 'stored-record'],
  ['a no whose synchronous copy is lost', null, no(1), 'denied', 'stored-record'],
  ['a synchronous copy that fell back from no to yes', yes(1), no(2), 'denied', 'stored-record'],
  ['a synchronous copy that fell back from yes to no', no(1), yes(2), 'granted', 'stored-record'],
  ['a newer synchronous yes', yes(2), no(1), 'granted', 'stored-record'],
  ['a newer yes that does not know of the no', yes(3, 0), no(2), 'denied', 'stored-record'],
  ['a newer synchronous no', no(2), yes(1), 'denied', 'stored-record'],
  ['a tie, no in the durable copy', yes(2), no(2), 'denied', 'stored-record'],
  ['a tie, no in the synchronous copy', no(2), yes(2), 'denied', 'stored-record'],
  ['a broken synchronous copy', 'no record', null, 'undecided', 'corrupt-record'],
  ['a broken synchronous copy over a no', 'no record', no(1), 'denied', 'corrupt-record'],
  ['a broken synchronous copy over a yes', 'no record', yes(1), 'undecided', 'corrupt-record'],
  ['a yes that nothing confirms', yes(1), 'broken', 'undecided', 'unconfirmed-record'],
  ['a no that nothing confirms', no(1), 'broken', 'denied', 'unconfirmed-record'],
  ['no storage at all', null, 'broken', 'undecided', 'no-decision'],
])('%s', async (_, sync, durable, state, reason) => {
  const on = device({ sync: textOf(sync), broken: { durable: durable === 'broken' } })
  if (durable !== 'broken') on.durable = durable
  const consent = consentOn(on)
  // Before the durable copy has spoken, nothing but a no is believed.
  expect(consent.allows('m')).toBe(false)
  await consent.settled()
  expect(consent.snapshot()).toMatchObject({ purposes: { m: state, k: 'undecided' }, reason })
  expect(consent.allows('m')).toBe(state === 'granted')
  expect(await consent.confirm('m')).toBe(state === 'granted')
  expect(consent.allows('k')).toBe(false)
  // The copies agree afterwards, and nothing was written where nobody has decided.
  if (durable !== 'broken' && sync !== 'no record' && (on.durable || sync === null))
    expect(on.sync).toBe(textOf(on.durable))
})

test('before any decision nothing is written, and the durable copy is only read', async () => {
  const on = device()
  const consent = consentOn(on)
  tell(on, 'visible')
  expect(await consent.confirm('m')).toBe(false)
  await consent.settled()
  expect(on).toMatchObject({ sync: null, durable: null, puts: 0 })
  expect(on.reads).toBeGreaterThan(0)
})

test('a yes opens the gate once it is durable, and not before', async () => {
  const on = device()
  const consent = consentOn(on)
  await consent.settled()
  let confirm = (): void => undefined
  on.held = new Promise<void>((done) => {
    confirm = done
  })
  consent.optIn(['m'])
  expect(consent.snapshot()).toMatchObject({
    purposes: { m: 'granted' },
    seq: 1,
    confirmed: false,
    reason: 'decided-here',
  })
  expect(consent.allows('m')).toBe(false)
  confirm()
  await consent.settled()
  expect(consent.allows('m')).toBe(true)
  expect(consent.allows('k')).toBe(false)
  expect(on.durable).toEqual({
    v: 1,
    seq: 1,
    at: 5,
    purposes: { m: 'granted' },
    noes: {},
    asked: { m: { at: 5 } },
  })
  expect(on.sync).toBe(JSON.stringify(on.durable))
})

test('a no closes the gate in its task, whatever the storage does', async () => {
  for (const broken of [
    {},
    { durable: true },
    { syncWrite: true },
    { durable: true, syncWrite: true, syncRead: true },
  ]) {
    const on = device({ sync: textOf(yes(1)), durable: yes(1) })
    const consent = consentOn(on)
    await consent.settled()
    expect(consent.allows('m')).toBe(true)
    on.broken = broken
    const heard: ConsentSnapshot[] = []
    consent.subscribe((snapshot) => heard.push(snapshot))
    consent.optOut()
    expect(consent.allows('m')).toBe(false)
    expect(heard[0]).toMatchObject({ purposes: { m: 'denied', k: 'denied' }, seq: 2 })
    await consent.settled()
    expect(consent.allows('m')).toBe(false)
  }
})

test('a yes without durable storage counts in this page alone', async () => {
  const on = device({ broken: { durable: true } })
  const consent = consentOn(on)
  consent.optIn()
  await consent.settled()
  expect(consent.allows('m')).toBe(true)
  expect(await consent.confirm('m')).toBe(true)
  const nextPage = consentOn(on)
  await nextPage.settled()
  expect(nextPage.allows('m')).toBe(false)
})

test('where the synchronous copy cannot be written, the durable one carries the decision on', async () => {
  for (const decision of ['optIn', 'optOut'] as const) {
    const on = device({ broken: { syncWrite: true } })
    const consent = consentOn(on)
    consent[decision]()
    await consent.settled()
    const next = consentOn(on)
    await next.settled()
    expect(next.allows('m')).toBe(decision === 'optIn')
    expect(next.snapshot().seq).toBe(1)
  }
})

test('a no of another tab is heard at the next look, at the storage event, and from the durable copy', async () => {
  for (const hear of ['look', 'event', 'durable'] as const) {
    const on = device({ sync: textOf(yes(1)), durable: yes(1) })
    const consent = consentOn(on)
    await consent.settled()
    const heard: ConsentSnapshot[] = []
    consent.subscribe((snapshot) => heard.push(snapshot))
    on.durable = no(2)
    if (hear !== 'durable') on.sync = textOf(no(2))
    if (hear === 'event') tell(on, 'storage')
    else expect(hear === 'look' ? consent.allows('m') : await consent.confirm('m')).toBe(false)
    expect(heard[0]?.purposes['m']).toBe('denied')
    expect(consent.allows('m')).toBe(false)
  }
})

test('a visitor who clears the site data has taken the decision back', async () => {
  const on = device({ sync: textOf(yes(1)), durable: yes(1) })
  const consent = consentOn(on)
  await consent.settled()
  Object.assign(on, { sync: null, durable: null })
  tell(on, 'visible')
  await consent.settled()
  expect(consent.allows('m')).toBe(false)
  expect(consent.snapshot()).toMatchObject({ purposes: { m: 'undecided' }, seq: 0 })
  expect(on).toMatchObject({ sync: null, durable: null })
})

test('a synchronous copy that alone is gone is restored from the durable one', async () => {
  const on = device({ sync: textOf(no(2)), durable: no(2) })
  const consent = consentOn(on)
  await consent.settled()
  on.sync = null
  tell(on, 'resume')
  await consent.settled()
  expect(on.sync).toBe(textOf(no(2)))
  expect(consent.snapshot().purposes['m']).toBe('denied')
})

test('decisions are per purpose, of the purposes that the site asks for, and numbered upwards', async () => {
  const on = device({ sync: textOf(no(4)), durable: no(4) })
  const consent = consentOn(on)
  consent.optIn(['k', 'unknown', '__proto__'])
  await consent.settled()
  expect(consent.snapshot()).toMatchObject({ purposes: { m: 'denied', k: 'granted' }, seq: 5 })
  expect(on.durable?.purposes).toEqual({ m: 'denied', k: 'granted' })
  expect(['m', 'k', 'unknown', 'necessary', 'toString'].map(consent.allows)).toEqual([
    false,
    true,
    false,
    false,
    false,
  ])
})

test('a purpose that the record grants and the site no longer asks for is not allowed', async () => {
  const on = device({ sync: textOf(yes(1)), durable: yes(1) })
  const consent = consentOn(on, ['k'])
  await consent.settled()
  expect(consent.allows('m')).toBe(false)
})

test('listeners hear of changes once each, and no longer once they have stopped or the state is closed', async () => {
  const on = device()
  const consent = consentOn(on)
  await consent.settled()
  const heard: string[] = []
  const stop = consent.subscribe(({ seq, confirmed }) => heard.push(`${seq} ${confirmed}`))
  consent.optIn()
  await consent.settled()
  expect(heard).toEqual(['1 false', '1 true'])
  tell(on, 'visible')
  await consent.settled()
  expect(heard).toHaveLength(2)
  stop()
  consent.optOut()
  await consent.settled()
  consent.subscribe(() => heard.push('after the end'))
  consent.close()
  await consent.settled()
  on.sync = textOf(yes(9))
  tell(on, 'storage')
  expect(heard).toHaveLength(2)
  expect(on.listeners.size).toBe(0)
  expect(on.closed).toBe(1)
})

test('an early no stands over an older yes that had not been read', async () => {
  const stored: ConsentRecord = { v: 1, seq: 7, at: 5, purposes: { m: 'granted' }, noes: { m: 3 }, asked: {} }
  const on = device({ durable: stored })
  const consent = consentOn(on)
  consent.optOut()
  expect(consent.allows('m')).toBe(false)
  await consent.settled()
  expect(consent.snapshot().purposes['m']).toBe('denied')
  expect(await consent.confirm('m')).toBe(false)
  expect(on.durable?.purposes['m']).toBe('denied')
})

test('clearing the data shuts the gate at once, also where the durable copy can no longer be read', async () => {
  const on = device({ sync: textOf(yes(1)), durable: yes(1) })
  const consent = consentOn(on)
  await consent.settled()
  on.sync = null
  on.durable = null
  on.broken = { durable: true }
  expect(consent.allows('m')).toBe(false)
  await consent.settled()
  expect(consent.snapshot().purposes['m']).toBe('undecided')
  expect(await consent.confirm('m')).toBe(false)
})

test('a decision about nothing that is asked for writes nothing', async () => {
  const on = device()
  const consent = consentOn(on)
  consent.optIn([])
  consent.optIn(['elsewhere'])
  await consent.settled()
  expect([on.sync, on.durable, consent.snapshot().seq]).toEqual([null, null, 0])
})

test('after close no yes is taken, and a no still is', async () => {
  const on = device({ sync: textOf(yes(1)), durable: yes(1) })
  const consent = consentOn(on)
  await consent.settled()
  consent.close()
  expect(consent.allows('m')).toBe(false)
  consent.optIn()
  expect(on.sync).toBe(textOf(yes(1)))
  consent.optOut()
  await consent.settled()
  expect(on.durable?.purposes['m']).toBe('denied')
})

test('a renewal ends what came before it and changes no decision', async () => {
  const on = device({ sync: textOf(yes(4)), durable: yes(4) })
  const consent = consentOn(on)
  await consent.settled()
  consent.renew()
  await consent.settled()
  expect(consent.allows('m')).toBe(true)
  expect([consent.lastNo('m'), consent.snapshot().seq]).toEqual([4, 5])
})

test('what another tab has decided while the durable copy answers is not written over', async () => {
  let release = (): void => undefined
  const held = new Promise<void>((done) => {
    release = done
  })
  // What the durable copy holds changes what this tab will write.
  const durable: ConsentRecord = { v: 1, seq: 1, at: 5, purposes: { k: 'granted' }, noes: {}, asked: {} }
  const on = device({ durable, held })
  const consent = consentOn(on)
  consent.optIn(['m'])
  // Every question to the durable copy is on its way.
  await new Promise((done) => setTimeout(done))
  on.sync = JSON.stringify(no(2))
  release()
  await consent.settled()
  expect(JSON.parse(on.sync)).toMatchObject({ seq: 2, purposes: { m: 'denied' }, noes: { m: 2 } })
  expect(consent.snapshot().purposes['m']).toBe('denied')
})
