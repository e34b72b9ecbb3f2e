/**
 * The key that hashes under one label, made of the site's own: HKDF-SHA-256 (RFC 5869), without salt and with the label
 * as `info`, gives 256 bits for HMAC-SHA-256. Neither key can be read back from the browser, and neither is stored.
 *
 * @param given 32 bytes or more, or those as base64url without padding
 */
export async function sharedKey(
  given: string | Uint8Array,
  subtle: SubtleCrypto,
  label: string,
): Promise<CryptoKey> {
  const bytes =
    typeof given === 'string'
      ? Uint8Array.from(atob(given.replace(/-/g, '+').replace(/_/g, '/')), (letter) => letter.charCodeAt(0))
      : Uint8Array.from(given)
  return subtle.deriveKey(
    { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info: new TextEncoder().encode(label) },
    await subtle.importKey('raw', bytes, 'HKDF', false, ['deriveKey']),
    { name: 'HMAC', hash: 'SHA-256', length: 256 },
    false,
    ['sign'],
  )
}
