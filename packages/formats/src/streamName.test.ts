import { createHash, webcrypto } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { base64url, streamName } from './streamName.ts'

const SECRET = 'AAECAwQFBgcICQoLDA0ODw'

test('is the day and half of the hash of label, secret and destination', async () => {
  const hash = createHash('sha256').update(`askfirst/stream/1\n${SECRET}\nnative`, 'utf8').digest()
  expect(await streamName(webcrypto.subtle, '2026-06-15', SECRET, 'native')).toBe(
    `2026-06-15.${hash.subarray(0, 16).toString('base64url')}`,
  )
})

test('stays what it is, so that what was sent can be named later', async () => {
  expect(await streamName(webcrypto.subtle, '2026-06-15', SECRET, 'native')).toBe(
    '2026-06-15.AC0ebL72TKy0G5ipLTr1UQ',
  )
})

test('differs for another destination and for another secret', async () => {
  const name = (secret: string, destination: string): Promise<string> =>
    streamName(webcrypto.subtle, '2026-06-15', secret, destination)
  const names = [
    await name(SECRET, 'native'),
    await name(SECRET, 'other'),
    await name(SECRET.toLowerCase(), 'native'),
  ]
  expect(new Set(names).size).toBe(3)
})

test('base64url writes what Buffer writes', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 70 }), (bytes) => {
      expect(base64url(bytes)).toBe(Buffer.from(bytes).toString('base64url'))
    }),
  )
})
