import { afterEach, expect, test, vi } from 'vitest'
import { browserReceiptEnv, browserReceiptPost } from './browserReceiptEnv.ts'
import { draftOf } from './deviceForTests.ts'
import { keepReceipt } from './keepReceipt.ts'
import { readReceipts } from './readReceipts.ts'
import { verifyReceipt } from './verifyReceipt.ts'

afterEach(() => {
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

function stubStorage(): Map<string, string> {
  const stored = new Map<string, string>()
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, text: string) => stored.set(key, text),
  })
  return stored
}

test('keeps receipts under one key', async () => {
  const stored = stubStorage()
  vi.stubGlobal('navigator', {})
  const receipt = await keepReceipt(draftOf())
  expect([...stored.keys()]).toEqual(['askfirst-receipts'])
  expect(readReceipts()).toEqual([receipt])
  expect(await verifyReceipt(readReceipts())).toEqual({ valid: true, problems: [] })
})

test('gives null and nothing where there is no browser, and still checks', async () => {
  vi.stubGlobal('localStorage', undefined)
  expect(await keepReceipt(draftOf())).toBeNull()
  expect(readReceipts()).toEqual([])
  expect((await verifyReceipt('[]')).problems).toEqual(['There is no receipt.'])
})

test('gives null on an insecure page, which has neither random ids nor SHA-256', async () => {
  stubStorage()
  vi.stubGlobal('navigator', {})
  vi.stubGlobal('crypto', { getRandomValues: () => undefined })
  expect(await keepReceipt(draftOf())).toBeNull()
})

test('takes its turn by the browser’s lock, and goes on without where there is none in time', async () => {
  const asked: unknown[] = []
  const request = (name: string, options: unknown, work: () => Promise<unknown>): Promise<unknown> => {
    asked.push([name, options])
    return work()
  }
  vi.stubGlobal('navigator', { locks: { request } })
  expect(await browserReceiptEnv().lock(async () => 1)).toBe(1)
  expect(asked).toEqual([['askfirst-receipts', { signal: expect.any(AbortSignal) }]])

  const held = (_name: string, { signal }: { signal: AbortSignal }): Promise<never> =>
    new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
  vi.stubGlobal('navigator', { locks: { request: held } })
  expect(await browserReceiptEnv().lock(async () => 2)).toBe(2)

  vi.stubGlobal('navigator', {})
  expect(await browserReceiptEnv().lock(async () => 3)).toBe(3)
})

test('posts without credentials, referrer or preflight, and outlives the page', async () => {
  const fetched = vi.fn(async () => new Response(null, { status: 202 }))
  vi.stubGlobal('fetch', fetched)
  vi.stubGlobal('location', { hostname: 'shop.example' })
  const { post, hostname } = browserReceiptPost()
  expect(hostname()).toBe('shop.example')
  expect(await post('https://c.example/v1/receipts', 'text')).toBe(true)
  expect(fetched).toHaveBeenCalledExactlyOnceWith('https://c.example/v1/receipts', {
    method: 'POST',
    body: 'text',
    headers: { 'Content-Type': 'text/plain' },
    credentials: 'omit',
    referrerPolicy: 'no-referrer',
    keepalive: true,
  })
  fetched.mockResolvedValueOnce(new Response(null, { status: 429 }))
  expect(await post('https://c.example/v1/receipts', 'text')).toBe(false)
})
