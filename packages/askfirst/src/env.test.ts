import { afterEach, expect, test, vi } from 'vitest'
import { readFile } from './env.ts'

const URL_OF_FILE = 'https://shop.example/askfirst.json'
afterEach(() => vi.unstubAllGlobals())

/** The requests that are made from now on; each gets the same answer. */
function answerWith(status: number, text: string): Request[] {
  const requests: Request[] = []
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    requests.push(new Request(url, init))
    return new Response(text, { status })
  })
  return requests
}

test('a file of the site is asked for with no cookies and no referrer', async () => {
  const requests = answerWith(200, '{}')
  expect(await readFile(URL_OF_FILE, 1_000)).toBe('{}')
  expect(
    requests.map(({ method, url, credentials, referrerPolicy }) => [
      method,
      url,
      credentials,
      referrerPolicy,
    ]),
  ).toEqual([['GET', URL_OF_FILE, 'omit', 'no-referrer']])
})

test('what is answered with an error is no file, whatever it says', async () => {
  answerWith(404, '{}')
  await expect(readFile(URL_OF_FILE, 1_000)).rejects.toThrow(`404 ${URL_OF_FILE}`)
})

test('a file that takes too long is given up', async () => {
  vi.stubGlobal(
    'fetch',
    (_: string, { signal }: { signal: AbortSignal }) =>
      new Promise((_done, fail) => signal.addEventListener('abort', () => fail(signal.reason))),
  )
  await expect(readFile(URL_OF_FILE, 10)).rejects.toMatchObject({ name: 'TimeoutError' })
})
