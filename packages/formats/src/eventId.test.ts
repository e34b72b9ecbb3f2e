import { expect, test } from 'vitest'
import { eventId, visitorId } from './eventId.ts'

const STREAM = '2026-06-15.AAECAwQFBgcICQoLDA0ODw'
const OTHER = '2026-06-15.__79_Pv6-fj39vX08_Lx8A'

test('is a UUID of version 8 made of stream and number', () => {
  expect(visitorId(STREAM)).toBe('00010203-0405-8607-8809-0a0b0c0d0e0f')
  expect(eventId(STREAM, 0)).toBe('00010203-0405-8607-8809-0a0b0c0d0e0e')
  expect(visitorId(OTHER)).toBe('fffefdfc-fbfa-89f8-b7f6-f5f4f3f2f1f0')
  for (const id of [eventId(OTHER, 7), visitorId(OTHER)])
    expect(id).toMatch(/^[\da-f]{8}-[\da-f]{4}-8[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/)
})

test('differs for each event and is the same on every retry', () => {
  const ids = Array.from({ length: 5_000 }, (_, seq) => eventId(STREAM, seq))
  expect(new Set([...ids, visitorId(STREAM)]).size).toBe(5_001)
  expect(ids[4_321]).toBe(eventId(STREAM, 4_321))
  expect(eventId(OTHER, 1)).not.toBe(eventId(STREAM, 1))
})
