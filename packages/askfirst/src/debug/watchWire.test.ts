import { expect, test } from 'vitest'
import type { Fate } from './fate.ts'
import { type WireCall, type WireEvent, watchWire } from './watchWire.ts'

const BODY = [
  { v: 1, site: 'shop', sentAt: 1 },
  { stream: 'a', purpose: 'measurement', seq: 7, count: 2, at: 1 },
  { name: 'looked', at: 0 },
  { name: 'bought', at: 1 },
  { stream: 'b', purpose: 'measurement', seq: 0, count: 1, at: 1 },
  { name: 'left', at: 0 },
]
  .map((line) => JSON.stringify(line))
  .join('\n')
const ONE = BODY.split('\n').slice(0, 3).join('\n')

/** What the overlay hears of one request that is answered like this. */
async function hear(
  answer: Response | Error,
  body: BodyInit = BODY,
  init: RequestInit = {},
): Promise<{ call?: WireCall; answer?: string; fates?: Fate[] }> {
  const heard: Awaited<ReturnType<typeof hear>> = {}
  const page = {
    fetch: () => (answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer)),
  }
  const { fetch } = page
  const done = new Promise<void>((resolve) => {
    const stop = watchWire(page as unknown as typeof globalThis, {
      started: (call) => {
        heard.call = call
      },
      ended: (call, said, fateOf: (event: WireEvent) => Fate) => {
        Object.assign(heard, { answer: said, fates: call.events.map(fateOf) })
        stop()
        resolve()
      },
    })
  })
  const ours: RequestInit = {
    method: 'POST',
    credentials: 'omit',
    referrerPolicy: 'no-referrer',
    body,
    ...init,
  }
  const call = page.fetch as unknown as typeof globalThis.fetch
  await call('/v1/events', ours).catch(() => undefined)
  await Promise.race([done, new Promise((resolve) => setTimeout(resolve, 100))])
  if (heard.answer) expect(page.fetch).toBe(fetch)
  return heard
}

const reply = (rejected: unknown[]): Response =>
  new Response(JSON.stringify({ accepted: 3 - rejected.length, duplicate: 0, rejected }))

test('reads names and numbers of a plain and of a packed body', async () => {
  const events = [
    { name: 'looked', stream: 'a', seq: 7 },
    { name: 'bought', stream: 'a', seq: 8 },
    { name: 'left', stream: 'b', seq: 0 },
  ]
  const packed = new Response(
    new Blob([BODY]).stream().pipeThrough(new CompressionStream('gzip')),
  ).arrayBuffer()
  for (const body of [BODY, await packed]) {
    const { call, answer, fates } = await hear(reply([]), body)
    expect(call).toEqual({ url: '/v1/events', body: BODY, events })
    expect(answer).toBe('200, accepted')
    expect(fates).toEqual(events.map(() => ({ state: 'acknowledged' })))
  }
})

test.each<[string, Response | Error, string, Fate]>([
  ['a failure', new Response('', { status: 503 }), BODY, { state: 'retry', reason: '503' }],
  ['no answer', new TypeError('offline'), BODY, { state: 'retry', reason: 'no answer' }],
  ['a batch refused whole', new Response('', { status: 400 }), BODY, { state: 'retry', reason: '400' }],
  ['one event refused', new Response('', { status: 400 }), ONE, { state: 'dropped', reason: 'refused' }],
  ['one event too large', new Response('', { status: 413 }), ONE, { state: 'dropped', reason: 'too_large' }],
])('%s', async (_, answer, body, expected) => {
  const { fates } = await hear(answer, body)
  expect(fates?.[0]).toEqual(expected)
})

test('one event of a batch refused by its number', async () => {
  const { fates } = await hear(reply([{ stream: 'a', seq: 8, code: 'invalid' }]))
  expect(fates?.map(({ state }) => state)).toEqual(['acknowledged', 'dropped', 'acknowledged'])
})

test('leaves alone what the page asks for, and shows another format without events', async () => {
  expect(await hear(reply([]), BODY, { credentials: 'include' })).toEqual({})
  expect(await hear(reply([]), BODY, { method: 'PUT' })).toEqual({})
  expect((await hear(reply([]), 'e=looked&e=bought')).call?.events).toEqual([])
})
