/** Fractional parts of roots of the first primes, as FIPS 180-4 makes its constants; 35 bits of a double's 53 are used. */
function fractions(root: number, count: number): Int32Array {
  const found: number[] = []
  for (let candidate = 2; found.length < count; candidate++) {
    if (!found.some((prime) => candidate % prime === 0)) found.push(candidate)
  }
  return Int32Array.from(found, (prime) => (prime ** (1 / root) % 1) * 2 ** 32)
}

const rotate = (word: number, by: number): number => (word >>> by) | (word << (32 - by))

let made: { rounds: Int32Array; start: Int32Array } | undefined

/**
 * SHA-256 (FIPS 180-4) of a text's UTF-8, 32 bytes. Synchronous, because a gate can't wait for `crypto.subtle`, and it is
 * there without a secure context. For short texts that are no secret.
 */
export function sha256(text: string): Uint8Array {
  const bytes = new TextEncoder().encode(text)
  const padded = new Uint8Array(Math.ceil((bytes.length + 9) / 64) * 64)
  padded.set(bytes)
  padded[bytes.length] = 0x80
  const view = new DataView(padded.buffer)
  view.setUint32(padded.length - 8, Math.floor(bytes.length / 2 ** 29))
  view.setUint32(padded.length - 4, bytes.length << 3)

  // Made at the first use and kept: importing does nothing, and they take longer than a hash.
  made ??= { rounds: fractions(3, 64), start: fractions(2, 8) }
  const hash = made.start.slice()
  for (let start = 0; start < padded.length; start += 64) addBlock(hash, view, start, made.rounds)
  const digest = new DataView(new ArrayBuffer(32))
  for (const [i, word] of hash.entries()) digest.setInt32(i * 4, word)
  return new Uint8Array(digest.buffer)
}

function addBlock(hash: Int32Array, view: DataView, start: number, constants: Int32Array): void {
  const words = new Int32Array(64)
  let [a, b, c, d, e, f, g, h] = hash as unknown as Eight
  for (let i = 0; i < 64; i++) {
    words[i] = i < 16 ? view.getInt32(start + i * 4) : scheduled(words, i)
    const sumE = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25)
    const sumA = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)
    const one = h + sumE + ((e & f) ^ (~e & g)) + constants[i]! + words[i]!
    const two = sumA + ((a & b) ^ (a & c) ^ (b & c))
    h = g
    g = f
    f = e
    e = (d + one) | 0
    d = c
    c = b
    b = a
    a = (one + two) | 0
  }
  ;[a, b, c, d, e, f, g, h].forEach((word, i) => {
    hash[i]! += word
  })
}

function scheduled(words: Int32Array, i: number): number {
  const early = words[i - 15]!
  const late = words[i - 2]!
  const zero = rotate(early, 7) ^ rotate(early, 18) ^ (early >>> 3)
  const one = rotate(late, 17) ^ rotate(late, 19) ^ (late >>> 10)
  return words[i - 16]! + zero + words[i - 7]! + one
}

type Eight = [number, number, number, number, number, number, number, number]

// Browsers and Node have it; what is pure knows no DOM library.
declare class TextEncoder {
  encode(text: string): Uint8Array
}
