import type { WireRequest } from '@askfirst/formats'
import { expect, test, vi } from 'vitest'
import type { Chunk } from './chunk.ts'
import type { Route } from './route.ts'
import { send } from './sender.ts'

const REQUEST: WireRequest = { url: '/in', method: 'POST', headers: {}, body: '{}', gzip: false }
const chunk = { count: 2 } as Chunk
const note = { count: 0 } as Chunk

function route(encode: () => WireRequest | undefined, answer: () => Promise<unknown>) {
  const warn = vi.fn()
  const sent = vi.fn(answer)
  const format = {
    name: 'own',
    limits: { events: 500, bytes: 9_000 },
    encode,
    read: () => ({ kind: 'accepted' }),
  }
  const env = { now: () => 0, time: () => 0, timer: () => () => undefined, send: sent, warn }
  return {
    route: { name: 'own', env, format, site: 's', flights: new Set(), alive: () => true } as unknown as Route,
    warn,
    sent,
  }
}

const answered = async (): Promise<object> => ({})

test('a format that throws loses what it throws at, and does not block what stands behind it', async () => {
  const encode = (): never => {
    throw new TypeError('no such member')
  }
  const { route: given, warn, sent } = route(encode, answered)
  expect(await send(given, [chunk], false)).toEqual({ kind: 'drop', reason: 'invalid' })
  expect(warn).toHaveBeenCalledWith('destination own: TypeError: no such member')
  expect(sent).not.toHaveBeenCalled()
})

test('what a collector has no place for is settled, and counted where it held events', async () => {
  const { route: given, sent } = route(() => undefined, answered)
  expect(await send(given, [chunk, note], false)).toEqual({ kind: 'drop', reason: 'refused' })
  expect(await send(given, [note], false)).toEqual({ kind: 'accepted' })
  expect(sent).not.toHaveBeenCalled()
})

test('without an answer nobody knows what became of a batch', async () => {
  const { route: given } = route(
    () => REQUEST,
    () => Promise.reject(new TypeError('failed to fetch')),
  )
  expect(await send(given, [chunk], false)).toEqual({ kind: 'unknown' })
  expect(await send({ ...given, alive: () => false }, [chunk], false)).toEqual({ kind: 'retry' })
})

test.each([Symbol('thrown'), Object.create(null)])(
  'what a format throws need not have a text',
  async (thrown) => {
    const { route: given } = route(() => {
      throw thrown
    }, answered)
    expect(await send(given, [chunk], false)).toEqual({ kind: 'drop', reason: 'invalid' })
  },
)

test('a format that gives a request without a body, or a promise of one, loses what it fails at', async () => {
  const { body: _, ...bodiless } = REQUEST
  for (const given of [bodiless, Promise.resolve(REQUEST)]) {
    const { route: own, sent } = route(() => given as unknown as WireRequest, answered)
    expect(await send(own, [chunk], false)).toEqual({ kind: 'drop', reason: 'invalid' })
    expect(sent).not.toHaveBeenCalled()
  }
})

test('what is more than the format takes at once, another format has left: it is cut down', async () => {
  const { route: given, sent } = route(() => REQUEST, answered)
  expect(await send(given, [{ ...chunk, count: 501 }], false)).toEqual({ kind: 'split' })
  expect(sent).not.toHaveBeenCalled()
})
