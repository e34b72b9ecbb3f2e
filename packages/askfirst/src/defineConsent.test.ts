import type { ConsentEnv, Signals } from '@askfirst/consent'
import { afterEach, expect, test, vi } from 'vitest'
import { type ConsentDefinition, defineConsent } from './defineConsent.ts'

afterEach(() => vi.unstubAllGlobals())

/** What the consent state hears of a browser that says `own` under the definition. */
function heard(own: Signals, definition: ConsentDefinition): Signals {
  const env = { signals: () => own } as ConsentEnv
  return defineConsent(definition)(['measurement']).adapt!(env).signals()
}

test.each<[Signals, Signals, boolean]>([
  [{}, {}, false],
  [{ gpc: false }, { gpc: false }, false],
  [{ gpc: true }, {}, true],
  [{ gpc: true }, { gpc: false }, true],
  [{ gpc: false }, { gpc: true }, true],
])('the browser says %j and the host %j: the signal is %j', (own, host, signal) => {
  expect(!!heard(own, { signals: () => host }).gpc).toBe(signal)
})

test('the host is asked anew each time for its kill switch and its other source', () => {
  let host: Signals = {}
  const env = { signals: () => ({ gpc: false }) } as unknown as ConsentEnv
  const { signals } = defineConsent({ signals: () => host })(['measurement']).adapt!(env)
  expect(signals()).toMatchObject({ gpc: undefined })
  host = { blocked: true, external: { measurement: 'denied' } }
  expect(signals()).toMatchObject(host)
})

test('Do Not Track counts where the policy says so, and not by itself', () => {
  vi.stubGlobal('navigator', { doNotTrack: '1' })
  expect(!!heard({}, {}).gpc).toBe(false)
  expect(!!heard({}, { policy: { dnt: true } }).gpc).toBe(true)
  vi.stubGlobal('navigator', { doNotTrack: null })
  expect(!!heard({}, { policy: { dnt: true } }).gpc).toBe(false)
})

test('the configuration says what is asked; without one it is the purposes of the page, in other terms', () => {
  const config = { purposes: [{ id: 'measurement', retentionDays: 30 }, { id: 'marketing' }] }
  const asked = defineConsent({ config })(['measurement'])
  expect(asked).toMatchObject({ purposes: ['measurement', 'marketing'], config })
  const builtIn = defineConsent({})(['measurement'])
  expect(builtIn.purposes).toEqual(['measurement'])
  expect(Object.keys(builtIn.terms!)).toEqual(['measurement'])
  expect(builtIn.terms!['measurement']).not.toBe(asked.terms!['measurement'])
})

test.each([
  [{ region: 'us' }, 'consent.region is unknown'],
  [{ config: { purposes: [{ id: 'measurement' }], banner: { reject: false } } }, 'reject'],
  [{ config: { purposes: [{ id: 'measurement' }], endpoint: 'https://elsewhere.example/' } }, 'endpoint'],
])('%j is refused where it is defined', (definition, fault) => {
  expect(() => defineConsent(definition as ConsentDefinition)).toThrow(
    expect.objectContaining({ name: 'AskfirstError', message: expect.stringContaining(fault) }),
  )
})

test('a source that throws has everything off', () => {
  const fail = (): Signals => {
    throw new Error('no such thing')
  }
  expect(heard({}, { signals: fail })).toMatchObject({ blocked: true })
})

test('where nobody is asked nothing is on by default, in no region', () => {
  const policy = { model: 'regional', region: 'GB' } as const
  const purposes = [{ id: 'measurement' }]
  const defaults = (show: boolean): object | undefined =>
    defineConsent({ policy, config: { purposes, banner: { show } } })([]).rules?.defaults
  expect(defaults(true)).toEqual({ measurement: 'default_on' })
  expect(defaults(false)).toEqual({})
})

test.each([async () => ({ blocked: true }), () => null, () => ({ external: { measurement: 'yes' } })])(
  'a source that says what can’t be understood has everything off (%#)',
  (signals) => {
    expect(heard({}, { signals: signals as never })).toMatchObject({ blocked: true })
  },
)

test.each([
  [undefined, 'consent must be defined by an object'],
  [{ signals: {} }, 'consent.signals must be a function'],
  [{ policy: [] }, 'consent.policy must be an object'],
  [{ domain: 'https://shop.example' }, 'consent.domain must be'],
  [{ domain: 'shop.example; secure' }, 'consent.domain must be'],
  [{ config: null }, ''],
])('%j is refused', (definition, fault) => {
  expect(() => defineConsent(definition as never)).toThrow(
    expect.objectContaining({ name: 'AskfirstError', message: expect.stringContaining(fault) }),
  )
})
