import { base64url } from '@askfirst/formats'

const LABEL = 'askfirst/hash/1\n'

/**
 * A pseudonym that only this device can make again: HMAC-SHA-256 (RFC 2104) under a key that can't be read,
 * over the value in one spelling (NFC, trimmed, lower case); the first 128 bits as 22 base64url characters.
 */
export async function keyedHash(subtle: SubtleCrypto, key: CryptoKey, value: unknown): Promise<string> {
  const text = LABEL + String(value).normalize('NFC').trim().toLowerCase()
  const mac = await subtle.sign('HMAC', key, new TextEncoder().encode(text))
  return base64url(new Uint8Array(mac, 0, 16))
}

/** A fresh key for `keyedHash`: random, not extractable. */
export function hashKey(subtle: SubtleCrypto): Promise<CryptoKey> {
  return subtle.generateKey({ name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
}
