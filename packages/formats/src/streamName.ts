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
  const text = new TextEncoder().encode(`${LABEL}\n${secret}\n${destination}`)
  return `${day}.${base64url(new Uint8Array(await subtle.digest('SHA-256', text), 0, 16))}`
}

/** Base64 with the URL-safe alphabet and no padding (RFC 4648, section 5). */
export function base64url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replace(/\+/g, '-')
    .replace(/\//g, '_')
    .replace(/=/g, '')
}

// In every browser, worker and Node, but in no library of TypeScript's that has no DOM.
declare function btoa(text: string): string
declare class TextEncoder {
  encode(text: string): Uint8Array<ArrayBuffer>
}
