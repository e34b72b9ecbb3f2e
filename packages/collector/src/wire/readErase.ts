import { isPlainObject, type PlainObject } from './json.ts'
import { limits } from './limits.ts'
import { isDay } from './readChunkHead.ts'

/** A visitor's request to erase what was sent. */
export interface EraseRequest {
  site: string
  /** the destination's name that the stream names were made with */
  destination: string
  streams: { day: string; secret: string }[]
}

/** Why an erase request can't be used. */
export type EraseFault = 'bad_erase' | 'bad_version' | 'too_many_streams'

/** Reads the body of `POST /v1/erase`. All or nothing: half an erasure must not look like a whole one. */
export function readErase(text: string): EraseRequest | EraseFault {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return 'bad_erase'
  }
  if (!isPlainObject(value)) return 'bad_erase'
  if (value['v'] !== 1) return 'bad_version'
  const { site, destination, streams } = value
  if (typeof site !== 'string' || site.length > 64) return 'bad_erase'
  // `streamName` hashes one byte a character.
  if (typeof destination !== 'string' || !/^[\x20-\x7e]{1,128}$/.test(destination)) return 'bad_erase'
  if (!Array.isArray(streams) || !streams.every(isStreamSecret)) return 'bad_erase'
  if (streams.length > limits.eraseStreams) return 'too_many_streams'
  return { site, destination, streams: streams.map(({ day, secret }) => ({ day, secret })) }
}

function isStreamSecret(value: unknown): value is PlainObject & { day: string; secret: string } {
  if (!isPlainObject(value)) return false
  const { day, secret } = value
  return isDay(day) && typeof secret === 'string' && /^[A-Za-z0-9_-]{22}$/.test(secret)
}
