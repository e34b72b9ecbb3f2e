import { native } from '@askfirst/formats'
import { expect, test, vi } from 'vitest'
import type { Chunk } from './chunk.ts'
import { createChunker } from './chunker.ts'
import type { Env } from './environment.ts'
import type { ReadyEvent } from './event.ts'

const env = {
  now: () => 1_800_000_000_000,
  subtle: crypto.subtle,
  randomBytes: (length: number) => crypto.getRandomValues(new Uint8Array(length)),
} as unknown as Env

/** A chunker for two destinations: one gets all, the other the price of what serves the measurement. */
function chunker() {
  const chunks: Chunk[] = []
  const lose = vi.fn()
  const hash = vi.fn(async (events: readonly ReadyEvent[]) => {
    for (const { props, hashed } of events) {
      props['id'] = 'hashed'
      delete hashed['id']
    }
  })
  const format = native('/v1/events')
  const made = createChunker(
    env,
    [
      { name: 'own', format, takes: () => true },
      { name: 'few', format, fields: ['price', 'id'], takes: (purpose) => purpose === 'measurement' },
    ],
    () => 1,
    hash,
    (cut) => void chunks.push(...cut),
    lose,
    () => undefined,
    () => undefined,
  )
  return { ...made, chunks, lose, hash }
}

const event = (purpose: string, hashed: Record<string, string> = {}): ReadyEvent => ({
  name: 'bought',
  purpose,
  at: 1_800_000_000_000,
  decision: 1,
  props: { price: 3, sku: 'a-1' },
  hashed,
  declared: [],
})

test('each destination gets what it may see, under a name and a secret of its own, and hashed once', async () => {
  const { open, add, chunks, hash } = chunker()
  open('measurement')
  open('marketing')
  add(event('marketing'))
  add(event('measurement', { id: 'x' }))
  await vi.waitFor(() => expect(chunks).toHaveLength(3))
  const seen = chunks.map(({ stream, lines }) => [
    stream.destination,
    stream.purpose,
    (JSON.parse(lines) as { props: object }).props,
  ])
  expect(seen.sort()).toEqual([
    ['few', 'measurement', { price: 3, id: 'hashed' }],
    ['own', 'marketing', { price: 3, sku: 'a-1' }],
    ['own', 'measurement', { price: 3, sku: 'a-1', id: 'hashed' }],
  ])
  expect(hash).toHaveBeenCalledOnce()
  expect(new Set(chunks.map(({ name }) => name)).size).toBe(3)
  expect(new Set(chunks.map(({ stream }) => stream.secret)).size).toBe(3)
  expect(chunks.map(({ seq }) => seq)).toEqual([0, 0, 0])
})

test('what still waits counts once for each destination that was to have it', () => {
  const { open, add, end } = chunker()
  open('measurement')
  open('marketing')
  add(event('measurement'))
  add(event('marketing'))
  expect(end(['measurement', 'marketing'])).toBe(3)
})

test('numbers whose events could not be written go to what follows', async () => {
  const { open, add, chunks, lose } = chunker()
  open('marketing')
  add(event('marketing'))
  await vi.waitFor(() => expect(chunks).toHaveLength(1))
  const broken = vi.spyOn(JSON, 'stringify').mockImplementation(() => {
    throw new Error('the page has broken it')
  })
  add(event('marketing'))
  await vi.waitFor(() => expect(lose).toHaveBeenCalled())
  broken.mockRestore()
  expect(lose.mock.calls).toEqual([['invalid', 1]])
  add(event('marketing'))
  await vi.waitFor(() => expect(chunks).toHaveLength(2))
  expect(chunks.map(({ seq }) => seq)).toEqual([0, 1])
})
