import { expect, test } from 'vitest'
import type { Consent, ConsentSnapshot, PurgeReport } from './consent.ts'
import type { ConsentEnv, PageEvent, Signals } from './consentEnv.ts'
import type { ConsentOptions } from './consentOptions.ts'
import { createConsent } from './createConsent.ts'
import { type ConsentRecord, newest } from './record.ts'

const DAY = 86_400_000
const RULES = {
  pack: 'uk',
  defaults: { m: 'default_on', a: 'undecided' },
  signal: ['a'],
  lasts: 365 * DAY,
} as const

/** One device, on which pages come and go. */
function device() {
  const world = { now: 1_000 * DAY, sync: null as string | null, signals: {} as Signals, durable: true }
  const listeners = new Set<(event: PageEvent) => void>()
  let durable: ConsentRecord | null = null
  const env: ConsentEnv = {
    now: () => world.now,
    syncCopy: {
      read: () => world.sync,
      write: (text) => {
        world.sync = text
      },
    },
    durableCopy: {
      exchange: async (record) => {
        if (!world.durable) throw new DOMException('denied', 'SecurityError')
        durable = newest(durable, record)
        return durable
      },
      close: () => undefined,
    },
    signals: () => world.signals,
    onPage: (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
  const page = async (options: Partial<ConsentOptions> = {}): Promise<Consent> => {
    const consent = createConsent({ purposes: ['m', 'a'], ...options }, env)
    await consent.settled()
    return consent
  }
  return {
    world,
    page,
    tell: (event: PageEvent) => {
      for (const listener of listeners) listener(event)
    },
  }
}

const states = (consent: Consent): ConsentSnapshot['purposes'] => consent.snapshot().purposes
const why = (consent: Consent, purpose: string): string =>
  consent.explain(purpose).find(({ decides }) => decides)!.rule

test('one choice decides every purpose that it names, in one record', async () => {
  const { page } = device()
  const consent = await page()
  consent.choose({ m: 'granted', a: 'denied' })
  await consent.settled()
  expect(consent.snapshot()).toMatchObject({ seq: 1, purposes: { m: 'granted', a: 'denied' } })
  expect([consent.allows('m'), consent.allows('a')]).toEqual([true, false])
  expect([why(consent, 'm'), why(consent, 'a')]).toEqual(['grant', 'denial'])
  expect(consent.explain('m').map(({ rule }) => rule)).toEqual([
    'blocked',
    'denial',
    'signal',
    'external',
    'grant',
    'default',
  ])
})

test.each(['granted', 'denied'] as const)(
  '%s lasts 180 days, and neither grows younger by another choice',
  async (decision) => {
    const { world, page } = device()
    const consent = await page()
    consent.choose({ m: decision })
    await consent.settled()
    world.now += 100 * DAY
    consent.choose({ a: 'granted' })
    await consent.settled()
    world.now += 80 * DAY
    expect(states(consent)['m']).toBe(decision)
    const heard: string[] = []
    consent.subscribe((now) => heard.push(now.purposes['m']!))
    world.now += 1
    expect(consent.allows('m')).toBe(false)
    expect(states(consent)).toEqual({ m: 'expired', a: 'granted' })
    expect(heard).toEqual(['expired'])
    consent.choose({ m: 'granted' })
    await consent.settled()
    expect(consent.allows('m')).toBe(true)
  },
)

test('after a no the region’s rules keep quiet for longer than a yes lasts', async () => {
  const { world, page } = device()
  const consent = await page({ rules: { ...RULES, lasts: 30 * DAY, quiet: 90 * DAY } })
  consent.choose({ m: 'granted', a: 'denied' })
  await consent.settled()
  world.now += 30 * DAY
  expect(states(consent)).toEqual({ m: 'granted', a: 'denied' })
  world.now += 60 * DAY
  expect(states(consent)).toEqual({ m: 'expired', a: 'denied' })
  world.now += 1
  expect(states(consent)).toEqual({ m: 'expired', a: 'expired' })
})

test('a yes from the future is asked again; a no stays off', async () => {
  const { world, page } = device()
  const consent = await page()
  consent.choose({ m: 'granted', a: 'denied' })
  await consent.settled()
  world.now -= 7 * DAY
  expect(consent.allows('m')).toBe(true)
  world.now -= DAY
  expect([consent.allows('m'), consent.allows('a')]).toEqual([false, false])
  expect(states(await page({ rules: RULES }))).toEqual({ m: 'expired', a: 'expired' })
})

test('what was asked has changed: off at once, and asked again for that purpose alone', async () => {
  const { page } = device()
  const before = await page({ terms: { m: 'one', a: 'one' } })
  before.choose({ m: 'granted', a: 'granted' })
  await before.settled()
  expect(states(await page({ terms: { m: 'one', a: 'one' } }))).toEqual({ m: 'granted', a: 'granted' })
  const after = await page({ terms: { m: 'one', a: 'two' } })
  expect(states(after)).toEqual({ m: 'granted', a: 'stale' })
  expect([after.allows('m'), after.allows('a')]).toEqual([true, false])
  after.choose({ a: 'granted' })
  await after.settled()
  expect(states(after)).toEqual({ m: 'granted', a: 'granted' })
  expect(states(await page({ terms: { m: 'one', a: 'one', n: 'one' } }))).toEqual({
    m: 'granted',
    a: 'stale',
  })
})

test('the opt-out signal denies what it covers, also against an older yes, and gives it back when it goes', async () => {
  const { world, page } = device()
  const consent = await page({ rules: RULES })
  consent.choose({ m: 'granted', a: 'granted' })
  await consent.settled()
  const heard: unknown[] = []
  consent.subscribe(({ purposes, signal }) => heard.push([purposes['a'], signal]))
  world.signals = { gpc: true }
  consent.refresh()
  expect([consent.allows('m'), consent.allows('a')]).toEqual([true, false])
  expect(states(consent)).toEqual({ m: 'granted', a: 'signal_denied' })
  // A yes that was given without having seen the conflict does not override it; one that was does.
  consent.optIn(['a'])
  expect(states(consent)['a']).toBe('signal_denied')
  consent.choose({ a: 'granted' }, true)
  await consent.settled()
  expect(consent.allows('a')).toBe(true)
  consent.choose({ a: 'granted' })
  await consent.settled()
  expect(states(consent)['a']).toBe('signal_denied')
  world.signals = {}
  consent.refresh()
  expect(consent.allows('a')).toBe(true)
  expect(heard[0]).toEqual(['signal_denied', true])
  expect(heard.at(-1)).toEqual(['granted', false])
})

test('the signal goes and nobody has decided: nothing is granted by that', async () => {
  const { world, page } = device()
  world.signals = { gpc: true }
  const consent = await page()
  // Without rules it covers `marketing`, by its name.
  expect(states(await page({ purposes: ['m', 'marketing'] }))).toEqual({
    m: 'undecided',
    marketing: 'signal_denied',
  })
  expect(states(consent)).toEqual({ m: 'undecided', a: 'undecided' })
  world.signals = {}
  expect(states(consent)).toEqual({ m: 'undecided', a: 'undecided' })
})

test('a region may have a purpose on; a no, and the kill switch, end it', async () => {
  const { world, page } = device()
  const consent = await page({ rules: RULES })
  expect(states(consent)).toEqual({ m: 'default_on', a: 'undecided' })
  expect(consent.allows('m')).toBe(true)
  expect(consent.someGranted()).toBe(true)
  expect(consent.lastNo('m')).toBeLessThan(consent.snapshot().seq)
  world.signals = { blocked: true }
  consent.refresh()
  expect(states(consent)).toEqual({ m: 'blocked', a: 'blocked' })
  expect(consent.someGranted()).toBe(false)
  world.signals = {}
  consent.optOut(['m'])
  expect(consent.allows('m')).toBe(false)
  await consent.settled()
  expect(states(await page({ rules: RULES }))).toEqual({ m: 'denied', a: 'undecided' })
})

test('a yes that nothing confirms is no yes, and may have been a no: nothing is on by default either', async () => {
  const { world, page } = device()
  const before = await page({ rules: RULES })
  before.optIn(['m'])
  await before.settled()
  world.durable = false
  const after = await page({ rules: RULES })
  expect(after.snapshot()).toMatchObject({ reason: 'unconfirmed-record', purposes: { m: 'undecided' } })
  expect(after.allows('m')).toBe(false)
})

test('another source that has not spoken yet holds up an older yes, and what a region has on', async () => {
  const { world, page } = device()
  const consent = await page({ rules: { ...RULES, defaults: { m: 'undecided', a: 'default_on' } } })
  consent.optIn(['m'])
  await consent.settled()
  expect([consent.allows('m'), consent.allows('a')]).toEqual([true, true])
  world.signals = { external: {} }
  consent.refresh()
  expect([consent.allows('m'), consent.allows('a')]).toEqual([false, false])
  expect(states(consent)).toEqual({ m: 'loading', a: 'loading' })
})

test('another source decides between the visitor’s own no and yes; until it speaks nothing is on', async () => {
  const { world, page } = device()
  world.signals = { external: {} }
  const consent = await page()
  expect(states(consent)).toEqual({ m: 'loading', a: 'loading' })
  world.signals = { external: { m: 'granted', a: 'denied' } }
  consent.refresh()
  expect([consent.allows('m'), consent.allows('a')]).toEqual([true, false])
  consent.optIn(['a'])
  await consent.settled()
  expect(states(consent)['a']).toBe('denied')
  consent.optOut(['m'])
  expect(consent.allows('m')).toBe(false)
})

test('a yes that is taken back is withdrawn until what was kept is gone', async () => {
  const { page } = device()
  let purged = (_: PurgeReport): void => undefined
  const asked: (readonly string[])[] = []
  const consent = await page({
    purge: (purposes) => {
      asked.push(purposes)
      return new Promise((done) => {
        purged = done
      })
    },
  })
  consent.optOut(['a'])
  expect(asked).toEqual([])
  consent.optIn(['m'])
  await consent.settled()
  const heard: string[] = []
  consent.subscribe(({ purposes }) => heard.push(purposes['m']!))
  consent.optOut(['m'])
  expect(consent.allows('m')).toBe(false)
  expect(states(consent)).toEqual({ m: 'withdrawn', a: 'denied' })
  expect(asked).toEqual([['m']])
  purged({ removed: 3, inFlight: 0, remaining: [] })
  await consent.settled()
  await new Promise((done) => setTimeout(done))
  expect(states(consent)['m']).toBe('denied')
  expect([...new Set(heard)]).toEqual(['withdrawn', 'denied'])
})

test('where something remains it stays withdrawn, and off', async () => {
  const { page } = device()
  const consent = await page({ purge: async () => ({ removed: 0, inFlight: 0, remaining: ['the queue'] }) })
  consent.optIn()
  await consent.settled()
  consent.optOut()
  await consent.settled()
  await new Promise((done) => setTimeout(done))
  expect(states(consent)).toEqual({ m: 'withdrawn', a: 'withdrawn' })
  expect(consent.allows('m')).toBe(false)
})

test('a no in another tab withdraws here', async () => {
  const on = device()
  const asked: (readonly string[])[] = []
  const consent = await on.page({
    purge: async (purposes) => {
      asked.push(purposes)
      return { removed: 0, inFlight: 0, remaining: [] }
    },
  })
  consent.optIn()
  await consent.settled()
  const other = await on.page()
  other.optOut(['a'])
  on.tell('storage')
  expect(asked).toEqual([['a']])
  expect(consent.allows('a')).toBe(false)
})

test('what is no decision decides nothing, and does not stop what is one', async () => {
  const { page } = device()
  const consent = await page()
  for (const wrong of [undefined, null, 'denied', ['granted'], 5]) consent.choose(wrong as never)
  consent.choose({ m: 'granted', a: 'no', necessary: 'granted' } as never)
  await consent.settled()
  expect(consent.snapshot()).toMatchObject({ seq: 1, purposes: { m: 'granted', a: 'undecided' } })
  consent.choose({ m: true } as never, {} as never)
  consent.choose({ m: 'denied', a: undefined } as never)
  await consent.settled()
  expect(states(consent)).toEqual({ m: 'denied', a: 'undecided' })
})

test('an unreadable copy shuts the gate, whatever stood before and whatever the rules have on', async () => {
  const on = device()
  const consent = await on.page({ rules: RULES, terms: { m: 'one', a: 'one' } })
  consent.choose({ m: 'granted' })
  await consent.settled()
  expect(consent.allows('m')).toBe(true)
  on.world.sync = 'junk'
  expect([consent.allows('m'), consent.allows('a')]).toEqual([false, false])
  on.tell('storage')
  await consent.settled()
  expect(consent.allows('m')).toBe(false)
})

test('a clock that tells no time opens nothing', async () => {
  const { world, page } = device()
  const consent = await page()
  consent.choose({ m: 'granted' })
  await consent.settled()
  world.now = Number.NaN
  expect(consent.allows('m')).toBe(false)
})

test('a no after one that could not be carried out has it carried out again', async () => {
  const { page } = device()
  let left = ['the queue']
  const consent = await page({ purge: async () => ({ removed: 0, inFlight: 0, remaining: left }) })
  consent.optIn(['m'])
  await consent.settled()
  consent.optOut(['m'])
  await consent.settled()
  await new Promise((done) => setTimeout(done))
  expect(states(consent)['m']).toBe('withdrawn')
  left = []
  consent.optOut(['m'])
  await consent.settled()
  await new Promise((done) => setTimeout(done))
  expect(states(consent)['m']).toBe('denied')
})
