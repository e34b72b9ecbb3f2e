const LABEL = 'askfirst/stream/1'

/** What a stream needs of the platform: `crypto.subtle` of a browser or of Node. */
export interface Digest {
  digest(algorithm: 'SHA-256', data: Uint8Array<ArrayBuffer>): Promise<ArrayBuffer>
}

/**
 * A destination's name of a stream: `day.base64url(SHA-256(label ‖ secret ‖ destination)[0..16))`.
 * Two destinations see different names; whoever holds the secret can name the stream, nobody else can.
 *
 * @param day `YYYY-MM-DD` (UTC) on which the stream began: the store's partition
 * @param secret 22 base64url characters (128 random bits)
 * @param destination the destination's name, `native` unless the site names it otherwise
 */
export async function streamName(
  subtle: Digest,
  day: string,
  secret: string,
  destination: string,
): Promise<string> {
  const bytes = utf8(`${LABEL}\n${secret}\n${destination}`)
  const hash = new Uint8Array(await subtle.digest('SHA-256', bytes))
  return `${day}.${base64url(hash.subarray(0, 16))}`
}

/** Base64 with the URL-safe alphabet and no padding (RFC 4648, section 5). */
export function base64url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes)).replace(/\W/g, (c) => ({ '+': '-', '/': '_' })[c] ?? '')
}

// In every browser, worker and Node, but in no library of TypeScript's that has no DOM.
declare function btoa(text: string): string

// Label, secret and destination are ASCII, so that bytes and characters agree without an encoder.
function utf8(ascii: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(ascii, (c) => c.charCodeAt(0))
}
