import type { Format, Outcome } from '@askfirst/formats'
import { describe, expect, test, vi } from 'vitest'
import type { Chunk } from './chunk.ts'
import { encodeChunks } from './encodeChunks.ts'
import { giveUp } from './giveUp.ts'
import type { Route } from './route.ts'
import { settle } from './settle.ts'

const [refused] = encodeChunks(
  [1, 2].map((at) => ({
    name: 'e',
    purpose: 'measurement',
    at,
    decision: 1,
    props: {},
    hashed: {},
    declared: [],
  })),
  { name: 'n', next: 0 },
  {
    id: 'stream',
    secret: 'secret',
    day: '2027-01-15',
    purpose: 'measurement',
    destination: 'native',
    decision: 1,
    at: 1,
  },
)
const tooLarge: Outcome = { kind: 'split' }

function route(more: Route['more'], alive = true, format: Partial<Format> = { dedupe: 'id' }) {
  const change = vi.fn(async (_add: readonly Chunk[], _gone?: readonly Chunk[], _kinds?: string) => undefined)
  const lose = vi.fn()
  const parts = { env: { now: () => 9 }, queue: { change }, format, more, alive: () => alive, lose }
  return { route: parts as unknown as Route, change, lose }
}

test('a chunk that is refused alone becomes two halves, once the code for that has loaded', async () => {
  const { route: given, change, lose } = route(async () => ({ giveUp }))
  expect(await settle(given, [refused!], tooLarge)).toBe('refused')
  const [halves, gone] = change.mock.calls[0]!
  expect(halves.map(({ seq, count }) => [seq, count])).toEqual([
    [0, 1],
    [1, 1],
  ])
  expect(gone).toEqual([refused])
  expect(lose).not.toHaveBeenCalled()
})

test('where that code can not be loaded, the queue stays as it is, lease and all', async () => {
  const { route: given, change, lose } = route(() => Promise.reject(new TypeError('offline')))
  await expect(settle(given, [refused!], tooLarge)).rejects.toThrow('offline')
  expect(change).not.toHaveBeenCalled()
  expect(lose).not.toHaveBeenCalled()
})

test('a no while it loads has counted the chunk already', async () => {
  const { route: given, change, lose } = route(async () => ({ giveUp }), false)
  await settle(given, [{ ...refused!, count: 1 }], tooLarge)
  expect(change.mock.calls).toEqual([[[], [{ ...refused!, count: 1 }], 'l']])
  expect(lose).not.toHaveBeenCalled()
})

describe('after a batch that nobody has answered', () => {
  const never: Route['more'] = () => Promise.reject(new Error('not needed'))
  test.each<[string, Partial<Format>, boolean]>([
    ['a collector that knows repetitions gets it again', { dedupe: 'id' }, true],
    ['another does not', { dedupe: 'none' }, false],
    ['unless the site wants it so', { dedupe: 'none', onUnknown: 'resend' }, true],
  ])('%s', async (_, format, again) => {
    const { route: given, change, lose } = route(never, true, format)
    expect(await settle(given, [refused!], { kind: 'unknown' })).toBeUndefined()
    expect(change.mock.calls).toEqual(again ? [[[], [refused], 'l']] : [])
    expect(lose.mock.calls.filter(([, events]) => events)).toEqual(again ? [] : [['unanswered', 2]])
  })
})

describe('what is sent once at most, and has left the queue before', () => {
  const never: Route['more'] = () => Promise.reject(new Error('not needed'))
  const dead = { ...refused!, id: 'dead', purpose: 'marketing' }
  const alive = ({ purpose }: Chunk): boolean => purpose === 'measurement'

  test('goes back to the queue where the collector wants it again, but for what a no has ended', async () => {
    const { route: given, change, lose } = route(never, true, { dedupe: 'none' })
    await settle({ ...given, alive }, [dead, refused!], { kind: 'retry' })
    expect(change.mock.calls).toEqual([[[refused], [dead, refused], 'l']])
    expect(lose.mock.calls).toEqual([['denied', 2]])
  })

  test('stays off it where nobody knows what became of it, each event counted once', async () => {
    const { route: given, change, lose } = route(never, true, { dedupe: 'none' })
    await settle({ ...given, alive }, [dead, refused!], { kind: 'unknown' })
    expect(change).not.toHaveBeenCalled()
    expect(lose.mock.calls).toEqual([
      ['denied', 2],
      ['unanswered', 2],
    ])
  })
})
