import { afterEach, expect, test, vi } from 'vitest'
import { browserReceiptPost } from './browserReceiptEnv.ts'
import { draftOf } from './deviceForTests.ts'
import { keepReceipt } from './keepReceipt.ts'
import { readReceipts } from './readReceipts.ts'
import { verifyReceipt } from './verifyReceipt.ts'

afterEach(() => {
  vi.unstubAllGlobals()
})

test('gives null and nothing where there is no browser, and still checks', async () => {
  expect(await keepReceipt(draftOf())).toBeNull()
  expect(await readReceipts()).toEqual([])
  expect((await verifyReceipt('[]')).problems).toEqual(['There is no receipt.'])
})

test('opens nothing to read where there is nothing, and gives nothing where storage is denied', async () => {
  const databases = vi.fn(async () => [{ name: 'askfirst-consent' }, {}])
  const open = vi.fn()
  vi.stubGlobal('indexedDB', { databases, open })
  expect(await readReceipts()).toEqual([])
  databases.mockRejectedValueOnce(new DOMException('denied', 'SecurityError'))
  expect(await readReceipts()).toEqual([])
  expect(databases).toHaveBeenCalledTimes(2)
  expect(open).not.toHaveBeenCalled()
})

test('gives null on an insecure page, which has neither random ids nor SHA-256, and opens nothing', async () => {
  const open = vi.fn()
  vi.stubGlobal('indexedDB', { databases: async () => [], open })
  vi.stubGlobal('crypto', { getRandomValues: () => undefined })
  expect(await keepReceipt(draftOf())).toBeNull()
  expect(open).not.toHaveBeenCalled()
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
