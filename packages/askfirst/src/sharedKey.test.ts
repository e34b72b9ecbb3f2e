import { base64url } from '@askfirst/formats'
import { afterEach, expect, test, vi } from 'vitest'
import { keyedHash } from './hash.ts'
import { memoryRows } from './memoryRows.ts'
import type { Options } from './options.ts'
import { readOptions } from './readOptions.ts'

const DAY_MS = 86_400_000
const DAY = 20_000
const MAIL = 'ann@example.org'
const { subtle } = crypto
const randomKey = (): Uint8Array<ArrayBuffer> => crypto.getRandomValues(new Uint8Array(32))
const KEY = randomKey()
const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined)
afterEach(() => {
  vi.unstubAllGlobals()
  warn.mockClear()
})

/** What hashes on one device, with rows and a clock of its own. */
function device(hash?: Options['hash']) {
  const { run } = memoryRows()
  const clock = { day: DAY }
  const parts = {
    env: { subtle, now: () => clock.day * DAY_MS },
    queue: { run },
    resets: { count: 0 },
    consent: { snapshot: () => ({ seq: 1 }), allows: () => true },
    settings: readOptions({ endpoint: '/v1/events', ...(hash && { hash }) }),
  } as unknown as Parameters<typeof keyedHash>[0]
  return {
    clock,
    stored: () => run('readonly', ({ keys }) => keys('')),
    hash: (purpose: string, value: string, rotate?: number) => keyedHash(parts, purpose, value, rotate),
  }
}

/** The same made without what the product makes it of: RFC 5869 step by step. */
async function byHand(purpose: string, value: string, span = ''): Promise<string> {
  const bytes = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text)
  const hmac = async (key: BufferSource, text: Uint8Array<ArrayBuffer>): Promise<ArrayBuffer> => {
    const imported = await subtle.importKey('raw', key, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
    return subtle.sign('HMAC', imported, text)
  }
  const label = `askfirst/hash/1${span}`
  const extracted = await hmac(new Uint8Array(32), KEY)
  const key = await hmac(extracted, bytes(`${label}\n${purpose}\u0001`))
  return base64url(new Uint8Array(await hmac(key, bytes(`${label}\n${value}`)), 0, 16))
}

test('two devices with the site’s key make the same hash, and without it two different ones', async () => {
  const given = { linkableAcrossDevicesKey: KEY }
  const [here, there] = [device(given), device(given)]
  expect(await here.hash('identity', MAIL)).toBe(await there.hash('identity', ' Ann@Example.org'))
  expect(await device().hash('identity', MAIL)).not.toBe(await device().hash('identity', MAIL))
  expect(await here.hash('identity', MAIL)).not.toBe(
    await device({ linkableAcrossDevicesKey: randomKey() }).hash('identity', MAIL),
  )
})

test('whoever has the key makes the same, whichever way the key is written', async () => {
  for (const linkableAcrossDevicesKey of [KEY, base64url(KEY)]) {
    const { hash } = device({ linkableAcrossDevicesKey })
    expect(await hash('identity', MAIL)).toBe(await byHand('identity', MAIL))
    expect(await hash('care', MAIL, 30)).toBe(await byHand('care', MAIL, `/30.${Math.floor(DAY / 30)}`))
  }
})

test('purposes and periods have hashes of their own, and a period has the same again', async () => {
  const { clock, hash } = device({ linkableAcrossDevicesKey: KEY })
  const first = await hash('identity', MAIL, 1)
  clock.day += 1
  const next = await hash('identity', MAIL, 1)
  const all = [first, next, await hash('identity', MAIL), await hash('measurement', MAIL)]
  all.push(await hash('identity', MAIL, 7), await hash('measurement', MAIL, 1))
  expect(new Set(all).size).toBe(6)
  clock.day -= 1
  expect(await hash('identity', MAIL, 1)).toBe(first)
})

test('nothing of the key is stored, neither it nor what it is made into can be read, and the site may wipe its own', async () => {
  const own = Uint8Array.from(KEY)
  const given = { linkableAcrossDevicesKey: own }
  const { hash, stored } = device(given)
  const imported = vi.spyOn(subtle, 'importKey')
  const derived = vi.spyOn(subtle, 'deriveKey')
  own.fill(0)
  expect(await hash('identity', MAIL)).toBe(await byHand('identity', MAIL))
  const keys = [imported, derived].map(({ mock }) => mock.results[0]!.value as Promise<CryptoKey>)
  expect((await Promise.all(keys)).map(({ extractable }) => extractable)).toEqual([false, false])
  expect(await stored()).toEqual([])
})

test('a developer is warned of what it gives up, and nobody else', () => {
  device({ linkableAcrossDevicesKey: KEY })
  expect(warn).not.toHaveBeenCalled()
  vi.stubGlobal('location', { hostname: 'localhost' })
  device()
  expect(warn).not.toHaveBeenCalled()
  for (let page = 0; page < 2; page++) device({ linkableAcrossDevicesKey: KEY })
  expect(warn.mock.calls).toEqual([[expect.stringMatching(/linkableAcrossDevicesKey links .* it is public/)]])
})
