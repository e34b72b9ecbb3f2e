import { AskfirstError } from '@askfirst/plan'
import { expect, test } from 'vitest'
import manifest from '../package.json' with { type: 'json' }
import { VERSION } from './client.ts'
import { init } from './init.ts'
import { type Options, readOptions } from './options.ts'
import { readTag } from './script/readTag.ts'

const endpoint = '/v1/events'

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
    format: { name: 'native' },
  })
  expect(readOptions({ endpoint, batch: { age: 10 } }).batch).toEqual({ events: 50, bytes: 32_000, age: 10 })
})

test('a plan declares the SDK’s own events, unless it says otherwise', () => {
  const events = readOptions({ endpoint, plan: { events: { page: { props: {} } } } }).plan?.events
  expect(events).toMatchObject({ page: { props: {} }, identify: { purpose: 'identity' } })
})

test('a tag’s attributes are options, and one may hold all of them', () => {
  const data = {
    endpoint,
    banner: '',
    purposes: 'measurement identity',
    pageViews: 'false',
    global: 'analytics',
  }
  expect(readTag(data, 'https://site.example/js/askfirst.js?v=1')).toEqual({
    options: { endpoint, purposes: ['measurement', 'identity'], pageViews: false },
    global: 'analytics',
    banner: true,
    vitals: false,
    base: 'https://site.example/js/',
  })
  const json = JSON.stringify({ endpoint, batch: { age: 5 } })
  expect(readTag({ options: json }, '').options).toEqual({ endpoint, batch: { age: 5 } })
  expect(() => readTag({ options: '{' }, '')).toThrow('data-options')
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
