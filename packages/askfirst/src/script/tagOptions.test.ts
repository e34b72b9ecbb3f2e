import { AskfirstError } from '@askfirst/plan'
import { afterEach, expect, test, vi } from 'vitest'
import type { Options, Settings } from '../options.ts'
import { readOptions } from '../readOptions.ts'
import { plainTag } from './plainTag.ts'
import { tagOptions } from './tagOptions.ts'

const endpoint = '/v1/events'
const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined)
afterEach(() => warn.mockClear())

const readTag = (data: DOMStringMap): Settings => readOptions(tagOptions(data) as Options)

/** The settings as far as they are read: what both readers of a tag must agree on. */
function comparable({
  endpoint,
  site,
  purposes,
  beforeChoice,
  pageViews,
  persist,
  ...rest
}: Settings): unknown {
  const { retentionDays, scrub, batch, queue, format, plan, filter } = rest
  const words = { endpoint, site, purposes: [...purposes], beforeChoice, pageViews, persist }
  return { ...words, retentionDays, scrub, batch, queue, format, plan, filter }
}

test.each([
  { endpoint },
  { endpoint: 'https://collector.example/v1/events', banner: '', vitals: '', global: 'analytics' },
  { endpoint, site: 'shop', purposes: 'measurement, identity marketing,', beforeChoice: 'drop' },
  { endpoint, pageViews: 'false', persist: 'false', banner: 'false' },
  { endpoint, pageViews: '', persist: 'true', beforeChoice: 'hold' },
])('%j is plain: read at once as it would be read closely', (data) => {
  const plain = plainTag(data)
  expect(plain).toBeDefined()
  expect(comparable(plain!)).toEqual(comparable(readTag(data)))
  expect(warn).not.toHaveBeenCalled()
})

test.each([
  [{}, 'endpoint must be a URL with a path'],
  [{ endpoint: 'events' }, 'endpoint must be a URL with a path'],
  [{ endpoint, site: '' }, 'site must be a text'],
  [{ endpoint, purposes: '' }, 'purposes must name'],
  [{ endpoint, purposes: 'measurement necessary' }, 'purposes must name'],
  [{ endpoint, purposes: 'measurement\nnecessary' }, 'purposes must name'],
  [{ endpoint, beforeChoice: 'send' }, 'beforeChoice must be'],
  [{ endpoint, pageViews: 'no' }, 'pageViews must be true or false'],
  [{ endpoint, persist: '0' }, 'persist must be true or false'],
  [{ endpoint, retentionDays: 'long' }, 'retentionDays must be a number'],
  [{ endpoint, batch: '50' }, 'data-batch stands in data-options'],
  [{ endpoint, hash: 'key' }, 'data-hash stands in data-options'],
  [{ endpoint, format: 'native' }, 'data-format stands in data-options'],
  [{ options: '{' }, 'data-options must be JSON: SyntaxError'],
  [{ options: '[]' }, 'data-options must be JSON of an object'],
  [{ options: 'null', endpoint }, 'data-options must be JSON of an object'],
  [{ options: '{"__proto__":{"persist":false}}', endpoint }, '__proto__ is no option'],
  [{ options: '{"endpoint":"/v1/events","format":"native"}' }, 'format must be a format'],
])('%j is not plain, and refused with the fix', (data, fault) => {
  expect(plainTag(data)).toBeUndefined()
  expect(() => readTag(data)).toThrow(AskfirstError)
  expect(() => readTag(data)).toThrow(fault)
})

test('one attribute may hold all options, and the others go before it', () => {
  const options = JSON.stringify({
    endpoint,
    batch: { age: 5 },
    plan: { fields: { note: 'drop' } },
    site: 'a',
  })
  const data = { options, site: 'b', retentionDays: '30', purposes: 'measure-ment' }
  expect(plainTag(data)).toBeUndefined()
  const settings = readTag(data)
  expect(settings).toMatchObject({ site: 'b', retentionDays: 30, batch: { events: 50, age: 5 } })
  expect(settings.purposes).toEqual(['measure-ment'])
  expect(settings.plan).toBeDefined()
})

test('what a framework writes into the tag is named and left alone', () => {
  const data = {
    endpoint,
    nscript: 'afterInteractive',
    turboTrack: 'reload',
    toString: 'x',
    pageViews: 'false',
  }
  expect(plainTag(data)).toBeUndefined()
  expect(comparable(readTag(data))).toEqual(comparable(readTag({ endpoint, pageViews: 'false' })))
  expect(warn).toHaveBeenCalledTimes(1)
  expect(warn.mock.calls[0]![0]).toMatch(
    /^\[askfirst\] .*data-nscript, data-turbo-track, data-to-string; .*data-endpoint, .*data-before-choice/,
  )
})
