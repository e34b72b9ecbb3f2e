import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sha256 } from './sha256.ts'

const hex = (text: string): string => Buffer.from(sha256(text)).toString('hex')

describe('sha256', () => {
  // NIST, FIPS 180-4 examples and the empty message of the SHA test vectors.
  it.each([
    ['', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
    ['abc', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
    [
      'abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq',
      '248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1',
    ],
    [
      'abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu',
      'cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1',
    ],
    ['a'.repeat(1_000_000), 'cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0'],
  ])('gives the published digest, vector %#', (text, digest) => {
    expect(hex(text)).toBe(digest)
  })

  it('is what Node computes, for every length around a block and for any text', () => {
    const node = (text: string): string => createHash('sha256').update(text).digest('hex')
    for (let length = 0; length < 200; length++)
      expect(hex('x'.repeat(length))).toBe(node('x'.repeat(length)))
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => hex(text) === node(text)),
    )
  })
})
