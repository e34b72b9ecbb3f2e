import { base64url, native } from '@askfirst/formats'
import { AskfirstError } from '@askfirst/plan'
import { expect, test } from 'vitest'
import manifest from '../package.json' with { type: 'json' }
import { VERSION } from './client.ts'
import { init } from './init.ts'
import type { Options } from './options.ts'
import { readOptions } from './readOptions.ts'

const endpoint = '/v1/events'
const own = native(endpoint)
const terms = (): object => ({ purposes: ['marketing'] })
const other = native('https://other.example/v1/events')
/** 32 bytes, all of them different. */
const BYTES = Uint8Array.from({ length: 32 }, (_, at) => (at * 37) % 256)
const RANDOM = base64url(BYTES)

test.each([
  [{}, 'endpoint'],
  [{ endpoint: 'events' }, 'endpoint'],
  [{ endpoint: 'https://collector.example' }, 'endpoint'],
  [{ endpoint: 7 }, 'endpoint'],
  [{ endpoint, endpiont: '/v1/events' }, 'endpiont'],
  [{ endpoint, purposes: [] }, 'purposes'],
  [{ endpoint, purposes: ['necessary'] }, 'purposes'],
  [{ endpoint, purposes: ['a b'] }, 'purposes'],
  [{ endpoint, beforeChoice: 'send' }, 'beforeChoice'],
  [{ endpoint, batch: { event: 5 } }, 'batch.event'],
  [{ endpoint, batch: { events: 0 } }, 'batch'],
  [{ endpoint, queue: { age: Number.NaN } }, 'queue'],
  [{ endpoint, retentionDays: -1 }, 'retentionDays'],
  [{ endpoint, plan: { fields: { email: 'sha256' } } }, 'fields.email'],
  [{ endpoint, plan: { event: {} } }, 'plan.event'],
  [{ endpoint, toString: 1 }, 'toString is no option'],
  [{ endpoint, site: '' }, 'site must be a text'],
  [{ endpoint, site: 7 }, 'site must be a text'],
  [{ endpoint, purposes: 'measurement' }, 'purposes'],
  [{ endpoint, purposes: [7] }, 'purposes'],
  [{ endpoint, beforeChoice: null }, 'beforeChoice'],
  [{ endpoint, plan: null }, 'plan must be a plan'],
  [{ endpoint, plan: [] }, 'plan must be a plan'],
  [{ endpoint, beforeSend: 'drop' }, 'beforeSend must be a function'],
  [{ endpoint, plugins: { name: 'vitals' } }, 'plugins must be a list'],
  [{ endpoint, plugins: [() => ({ name: 'vitals' })] }, 'plugins must be a list'],
  [{ endpoint, plugins: [{ name: 'where', enrich: true }] }, 'plugins must be a list'],
  [{ endpoint, pageViews: 'no' }, 'pageViews must be true or false'],
  [{ endpoint, persist: 'no' }, 'persist must be true or false'],
  [{ endpoint, persist: 0 }, 'persist must be true or false'],
  [{ endpoint, retentionDays: '30' }, 'retentionDays must be a number'],
  [{ endpoint, scrub: null }, 'scrub must be an object'],
  [{ endpoint, scrub: { params: 'page' } }, 'scrub.params must be a list'],
  [{ endpoint, scrub: { keys: [/x/] } }, 'scrub.keys must be a list'],
  [{ endpoint, scrub: { key: ['page'] } }, 'scrub.key is no option'],
  [{ endpoint, hash: 'key' }, 'hash must be an object'],
  [{ endpoint, hash: { key: RANDOM } }, 'hash.key is no option'],
  ...[
    RANDOM.slice(0, 42),
    `${RANDOM}${'A'.repeat(2)}`,
    `${RANDOM}=`,
    RANDOM.replace(/./, '+'),
    'a'.repeat(43),
    [...BYTES].map((byte) => byte.toString(16).padStart(2, '0')).join(''),
    new Uint8Array(32),
    BYTES.subarray(1),
    [...BYTES],
    '',
    null,
  ].map((linkableAcrossDevicesKey): [unknown, string] => [
    { endpoint, hash: { linkableAcrossDevicesKey } },
    'hash.linkableAcrossDevicesKey must be 32 random bytes or more, or those as base64url, such as randomBytes(32)',
  ]),
  [{ endpoint, batch: null }, 'batch must be an object'],
  [{ endpoint, batch: 50 }, 'batch must be an object'],
  [{ endpoint, batch: { events: '50' } }, 'batch.events must be a number'],
  [{ endpoint, queue: [] }, 'queue must be an object'],
  [{ endpoint, format: 'native' }, 'format must be a format'],
  [{ endpoint, format: { name: 'own', limits: {}, dedupe: 'id' } }, 'format must be a format'],
  ...(
    [
      [{ destinations: [] }, 'destinations must be a list'],
      [{ destinations: 'native' }, 'destinations must be a list'],
      [{ destinations: [{}] }, 'destinations[0].format must be a format'],
      [
        { destinations: [{ format: own }, { format: other, name: 'a.b' }] },
        'destinations[1].name must be of',
      ],
      [{ destinations: [{ format: own, fields: 'url' }] }, 'destinations[0].fields must be a list'],
      [{ destinations: [{ format: own, purpose: ['measurement'] }] }, 'destinations[0].purpose is no option'],
      [{ destinations: [{ format: own, purposes: [] }] }, 'destinations[0].purposes must name'],
      [
        { consent: terms, destinations: [{ format: own, purposes: ['measurement'] }] },
        'destinations[0].purposes must be among those that visitors are asked for: marketing',
      ],
      [
        { destinations: [{ format: own, purposes: ['marketing'] }] },
        'destinations[0].purposes must be among those that visitors are asked for: measurement',
      ],
      [{ destinations: [{ format: own }, { format: own }] }, 'two are called native: give one a name'],
      [{ endpoint, destinations: [{ format: own }] }, 'destinations stand in the place of endpoint'],
      [{ format: own, destinations: [{ format: own }] }, 'destinations stand in the place of endpoint'],
      [
        {
          purposes: ['measurement', 'marketing'],
          destinations: [{ format: own, purposes: ['measurement'] }],
        },
        'destinations must take every purpose, and none takes marketing',
      ],
    ] as const
  ).map(([options, message]): [unknown, string] => [options, message]),
  [undefined, 'the options must be an object'],
  [null, 'the options must be an object'],
  [endpoint, 'the options must be an object'],
  [[], 'the options must be an object'],
])('%j is refused with the option at fault', (options, fault) => {
  const read = (): unknown => readOptions(options as unknown as Options)
  expect(read).toThrow(AskfirstError)
  expect(read).toThrow(fault)
})

test('the endpoint is all that is needed', () => {
  expect(readOptions({ endpoint })).toMatchObject({
    purposes: ['measurement'],
    beforeChoice: 'hold',
    pageViews: true,
    persist: true,
    batch: { events: 50, bytes: 32_000, age: 3_000 },
  })
  expect(readOptions({ endpoint, batch: { age: 10 } }).batch).toEqual({ events: 50, bytes: 32_000, age: 10 })
})

test('a key is taken as bytes and as base64url, and one that is undefined is none', () => {
  const keyFor = (linkableAcrossDevicesKey: unknown): unknown =>
    readOptions({ endpoint, hash: { linkableAcrossDevicesKey } } as Options).keyFor
  for (const key of [RANDOM, `${RANDOM}AAA`, BYTES]) expect(keyFor(key)).toBeTypeOf('function')
  expect(keyFor(undefined)).toBeUndefined()
})

test('what is undefined counts as left out', () => {
  const given = { endpoint, site: undefined, persist: undefined, plan: undefined, batch: { age: undefined } }
  expect(readOptions(given as unknown as Options)).toEqual(readOptions({ endpoint }))
})

test('a plan declares the SDK’s own events, unless it says otherwise', () => {
  const { plan } = readOptions({ endpoint, plan: { events: { page: { props: {} }, left: {} } } })
  const passed = (name: string): unknown => {
    const draft = { name, purpose: 'measurement', at: 1, decision: 1, hashed: {}, declared: [] }
    return plan?.apply({ ...draft, props: { url: '/', metric: 'LCP' } }, {})?.props
  }
  expect(['page', 'vital', 'left', 'other'].map(passed)).toEqual([{}, { metric: 'LCP' }, {}, undefined])
  expect(['identify', 'page', 'toString'].map((name) => plan!.purposesOf(name, {}))).toEqual([
    ['identity'],
    ['measurement'],
    ['measurement'],
  ])
})

test('without a page there is a client that does nothing and says so', async () => {
  const client = init({ endpoint })
  client.track('signup', { plan: 'pro' })
  await client.optIn()
  await client.flush()
  expect(client.inspect()).toMatchObject({ mode: 'inert', sent: 0, version: VERSION })
  expect(client.consent.allows('measurement')).toBe(false)
  expect(() => init({ endpoint: '' })).toThrow(AskfirstError)
})

test('the version is the package’s', () => {
  expect(VERSION).toBe(manifest.version)
})
