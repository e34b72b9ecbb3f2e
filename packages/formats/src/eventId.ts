/**
 * A UUID for the event `seq` of a stream (RFC 9562, version 8): the same on every retry, another for each event and,
 * as each destination has its own name of the stream, for each destination.
 *
 * @param stream `YYYY-MM-DD.<22 base64url characters>`
 * @param seq the event's number, from 0
 */
export function eventId(stream: string, seq: number): string {
  // One more than the number, so that an event is never called what its visitor is.
  return uuid(stream, seq + 1)
}

/** A visitor for collectors that demand one: the stream alone, so that page loads stay apart. A UUID of version 8. */
export function visitorId(stream: string): string {
  return uuid(stream, 0)
}

/** The stream's 128 bits with a number of 32 bits added without carry to the last four bytes, which hold no version. */
function uuid(stream: string, n: number): string {
  const text = stream.slice(11).replace(/-/g, '+').replace(/_/g, '/')
  const bytes = Array.from(atob(text), (byte) => byte.charCodeAt(0))
  for (let i = 0; i < 4; i++) bytes[12 + i]! ^= (n >>> (24 - 8 * i)) & 255
  bytes[6] = (bytes[6]! & 15) | 128
  bytes[8] = (bytes[8]! & 63) | 128
  const hex = bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('')
  return hex.replace(/(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
}

// In every browser, worker and Node, but in no library of TypeScript's that has no DOM.
declare function atob(text: string): string
