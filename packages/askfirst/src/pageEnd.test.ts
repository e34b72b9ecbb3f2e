import type { Batch, Format } from '@askfirst/formats'
import { expect, test } from 'vitest'
import type { Chunk } from './chunk.ts'
import { createPageEnd } from './pageEnd.ts'
import type { Parts } from './parts.ts'

const chunk = (seq: number, lines = '{"name":"e","at":0,"props":{}}'): Chunk =>
  ({
    id: `c${seq}`,
    name: 's',
    purpose: 'measurement',
    seq,
    count: 1,
    at: 1,
    lines,
    bytes: lines.length,
  }) as Chunk

function page(
  format: Partial<Format>,
  own: Chunk[],
  flying: Chunk[] = [],
  lanes = new Map<string, unknown>(),
) {
  const bodies: string[] = []
  const parts = {
    env: {
      now: () => 1,
      time: () => 1,
      timer: () => () => undefined,
      warn: () => undefined,
      send: async ({ body }: { body: string }) => {
        bodies.push(body)
        return { status: 200, body: '' }
      },
    },
    site: 's',
    chunker: { lanes, cutNow: () => undefined },
    lose: () => undefined,
    sent: () => undefined,
    alive: () => true,
    consent: { allows: () => true },
    queue: { own: () => own, change: async () => undefined },
    flights: new Set(
      flying.length ? [{ chunks: flying, last: false, controller: new AbortController() }] : [],
    ),
  }
  const route = {
    ...parts,
    name: 'own',
    owns: () => true,
    delivery: { paused: () => false },
    format: {
      name: 'own',
      limits: { events: 100, bytes: 100_000 },
      dedupe: 'id',
      read: () => ({ kind: 'accepted' }),
      encode: ({ chunks }: Batch) => ({
        url: '/in',
        method: 'POST',
        headers: {},
        gzip: false,
        body: JSON.stringify(chunks),
      }),
      ...format,
    },
  }
  return { end: createPageEnd({ ...parts, routes: [route] } as unknown as Parts), bodies }
}

test('an end mark goes also where the last chunk is too long to go with it', () => {
  const lane = {
    sequences: [{ route: { name: 'own' }, name: 's', next: 1, marked: 0, stream: { at: 1 } }],
  }
  // 47,000 bytes that are 94,000 once the format has escaped them.
  const long = chunk(0, '"'.repeat(47_000))
  const { end, bodies } = page({}, [long], [], new Map([['measurement', lane]]))
  end(true)
  expect(bodies.join()).toContain('"end":1')
})

test('a body that has no text does not throw at the page', () => {
  const encode = (() => ({
    url: '/in',
    method: 'POST',
    headers: {},
    gzip: false,
    body: Object.create(null),
  })) as unknown as Format['encode']
  const { end } = page({ encode }, [chunk(0)])
  expect(() => end(true)).not.toThrow()
})
