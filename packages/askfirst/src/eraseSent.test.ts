import type { Format } from '@askfirst/formats'
import { native } from '@askfirst/formats'
import { expect, test, vi } from 'vitest'
import type { Stream } from './chunk.ts'
import { eraseSent } from './eraseSent.ts'
import type { Parts } from './parts.ts'

const stream = (destination: string): Stream => ({
  id: `id-${destination}`,
  secret: `secret-${destination}`,
  day: '2027-01-15',
  purpose: 'measurement',
  destination,
  decision: 1,
  at: 1,
})

/** A client that has sent to the destinations; `statuses` is how each answers an erasure, 0 that it knows none. */
function client(statuses: Record<string, number>) {
  const dropped: Record<string, number> = { denied: 4 }
  const names = Object.keys(statuses)
  const forget = vi.fn(async (_which: (row: object) => boolean) => undefined)
  const send = vi.fn(async ({ url }: { url: string }, _body: string) => {
    const status = statuses[new URL(url).hostname]!
    return { status, body: status === 200 ? '{}' : '' }
  })
  const formatOf = (name: string): Partial<Format> =>
    statuses[name] ? native(`https://${name}/v1/events`) : { name }
  const routes = names.map((name) => ({
    name,
    format: formatOf(name),
    owns: ({ destination }: Stream) => destination === name,
  }))
  const lane = { sequences: [{ next: 0 }], waiting: [{}] }
  const parts = {
    env: { subtle: {}, send, timer: () => () => undefined },
    counts: { dropped },
    settings: { destinations: routes },
    routes,
    site: 's',
    chunker: { lanes: new Map([['measurement', lane]]) },
    // As follow.ts does: what waits ends with its stream, and is counted.
    consent: {
      lastNo: () => -1,
      renew: () => {
        dropped['denied'] = 5
      },
    },
    queue: { streams: async () => names.map(stream), purge: async () => 2, forget },
  } as unknown as Parts
  const forgotten = (): string[] =>
    names.filter((name) => forget.mock.calls.some(([which]) => which(stream(name))))
  return { parts, send, forgotten }
}

test('an erasure tells of what waited for its stream as of what waited in the queue', async () => {
  const { parts } = client({})
  expect(await eraseSent(parts)).toEqual({ removed: 3, streams: 0, collector: 'nothing-sent' })
})

test('each destination is asked about its own streams, and no other learns their secrets', async () => {
  const { parts, send, forgotten } = client({ one: 200, two: 200 })
  expect(await eraseSent(parts)).toEqual({ removed: 3, streams: 2, collector: 'erased' })
  const asked = send.mock.calls.map(([{ url }, body]) => [new URL(url).hostname, body.match(/secret-\w+/g)])
  expect(asked).toEqual([
    ['one', ['secret-one']],
    ['two', ['secret-two']],
  ])
  expect(forgotten()).toEqual(['one', 'two'])
})

test.each([
  ['failed', { one: 200, two: 503, three: 0 }],
  ['unsupported', { one: 200, three: 0 }],
] as const)(
  'of several destinations the worst is told: %s; the others’ secrets stay',
  async (word, statuses) => {
    const { parts, forgotten } = client(statuses)
    expect((await eraseSent(parts)).collector).toBe(word)
    expect(forgotten()).toEqual(['one'])
  },
)
