import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { ConsentEnv } from './consentEnv.ts'
import { RECORD_KEY, sharedConsentEnv } from './env.ts'
import type { ConsentRecord } from './record.ts'

const no: ConsentRecord = { v: 1, seq: 2, at: 5, purposes: { m: 'denied' }, noes: { m: 2 }, asked: {} }
const yes: ConsentRecord = { ...no, seq: 1, purposes: { m: 'granted' }, noes: {} }

/** The browser's cookies by domain, '' for the host's own; `refused` are domains for which none can be set. */
let cookies: Map<string, string>
let refused: string[]
let listeners: Set<string>
beforeEach(() => {
  cookies = new Map()
  refused = []
  listeners = new Set()
  vi.stubGlobal('location', { protocol: 'https:' })
  vi.stubGlobal('window', {
    cookieStore: {
      addEventListener: (type: string) => listeners.add(type),
      removeEventListener: (type: string) => listeners.delete(type),
    },
  })
  vi.stubGlobal('document', {
    get cookie() {
      return [...cookies.values()].map((value) => `${RECORD_KEY}=${value}`).join('; ')
    },
    set cookie(text: string) {
      const value = text.slice(RECORD_KEY.length + 1, text.indexOf(';'))
      const domain = /;domain=([^;]*)/.exec(text)?.[1] ?? ''
      if (/;max-age=0(;|$)/.test(text)) cookies.delete(domain)
      else if (!refused.includes(domain)) cookies.set(domain, value)
    },
  })
})
afterEach(() => vi.unstubAllGlobals())

const env = (): ConsentEnv => sharedConsentEnv({ onPage: () => () => undefined } as never, 'shop.example')
const hold = (domain: string, record: ConsentRecord): unknown =>
  cookies.set(domain, encodeURIComponent(JSON.stringify(record)))

test('what one subdomain decides is kept for all of them', () => {
  const { syncCopy } = env()
  expect(syncCopy.read()).toBeNull()
  syncCopy.write(JSON.stringify(no))
  expect([...cookies.keys()]).toEqual(['shop.example'])
  expect(JSON.parse(env().syncCopy.read()!)).toEqual(no)
})

test.each(['first', 'last'])('of several cookies the newest decision stands, be it the %s', (place) => {
  const records = place === 'first' ? [no, yes] : [yes, no]
  hold('', records[0]!)
  hold('shop.example', records[1]!)
  expect(JSON.parse(env().syncCopy.read()!)).toMatchObject({ seq: 2, purposes: { m: 'denied' } })
  // The one of the host alone is gone, and what stands is there for all.
  expect([...cookies.keys()]).toEqual(['shop.example'])
  expect(JSON.parse(env().syncCopy.read()!)).toMatchObject({ seq: 2, purposes: { m: 'denied' } })
})

test('a cookie of the host alone, which would hide what the others decide, goes with the next decision', () => {
  hold('', yes)
  env().syncCopy.write(JSON.stringify(no))
  expect([...cookies.keys()]).toEqual(['shop.example'])
})

test('a domain that takes no cookie is told, so that the durable copy stands alone', () => {
  refused = ['shop.example']
  expect(() => env().syncCopy.write(JSON.stringify(no))).toThrow('no cookie can be set for shop.example')
})

test('what is no record is given back as it is, so that it is seen to be none', () => {
  cookies.set('', 'broken')
  expect(env().syncCopy.read()).toBe('broken')
})

test('a change of the cookies is heard until the page has done with it', () => {
  const stop = env().onPage(() => undefined)
  expect([...listeners]).toEqual(['change'])
  stop()
  expect([...listeners]).toEqual([])
})

test('a cookie that can’t be decoded is given back as it is, also beside one that can: it may have been a no', () => {
  cookies.set('', '%')
  expect(env().syncCopy.read()).toBe('%')
  hold('shop.example', yes)
  expect(env().syncCopy.read()).toBe('%')
})

test('a cookie that can’t be removed is not fought: what was set once is not set again', () => {
  const { syncCopy } = env()
  let sets = 0
  const { document } = globalThis
  const jar = Object.getOwnPropertyDescriptor(document, 'cookie')!
  Object.defineProperty(document, 'cookie', {
    // Beside what is set there is always one of another path.
    get: () => `${jar.get!.call(document)}; ${RECORD_KEY}=${encodeURIComponent(JSON.stringify(yes))}`,
    set: (text: string) => {
      sets++
      jar.set!.call(document, text)
    },
  })
  syncCopy.write(JSON.stringify(no))
  for (let i = 0; i < 20; i++)
    expect(JSON.parse(syncCopy.read()!)).toMatchObject({ purposes: { m: 'denied' } })
  expect(sets).toBeLessThanOrEqual(4)
})
