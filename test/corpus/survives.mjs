import { createHash } from 'node:crypto'
import { fold } from './readable.mjs'

/** Types whose values are words or short numbers: they count where they stand alone, not inside another word. */
const WHOLE = new Set(['name', 'username', 'plate', 'password', 'dob', 'geo'])
/** Types that are not compared by their digits alone: their separators carry meaning. */
const NOT_BY_DIGITS = new Set(['geo', 'dob', 'ipv4', 'ipv6'])
/** Types of which a long piece already tells who it is. */
const BY_PIECE = new Set(
  'email phone card iban national_id ssn token crypto imei passport health_id ipv6 address'.split(' '),
)

/** Whether `value` can still be read in `seen`, the result of `readable`. */
export function survives(value, type, seen) {
  const wanted = fold(value)
  if (WHOLE.has(type) || wanted.length < 6) {
    const alone = new RegExp(`(?<![\\p{L}\\p{N}])${literal(wanted)}(?![\\p{L}\\p{N}])`, 'u')
    if (seen.texts.some((text) => text.includes(wanted) && alone.test(text))) return true
  } else if (seen.texts.some((text) => text.includes(wanted))) return true
  if (isGroupedNumber(wanted) && !NOT_BY_DIGITS.has(type)) {
    const digits = wanted.replace(/\D/g, '')
    if (seen.joined.some((text) => text.includes(digits))) return true
  }
  if (type !== 'iban') return false
  const bare = wanted.replace(/\s+/g, '')
  return seen.texts.some((text) => text.replace(/\s+/g, '').includes(bare))
}

/** Whether a telling part of `value` can still be read: an address before its @, or 60 % of it in a row. */
export function survivesInPart(value, type, seen) {
  if (!BY_PIECE.has(type)) return false
  const wanted = fold(value)
  if (type === 'email') {
    const local = wanted.split('@')[0]
    return local.length >= 5 && seen.texts.some((text) => text.includes(local))
  }
  const length = Math.max(5, Math.ceil(wanted.length * 0.6))
  for (let start = 0; start + length <= wanted.length && length < wanted.length; start++) {
    const piece = wanted.slice(start, start + length)
    if (seen.texts.some((text) => text.includes(piece))) return true
  }
  return false
}

/** Whether `json`, an output, holds an unkeyed hash of `value`, which anybody can find again by trying values. */
export function survivesAsHash(value, json) {
  const lower = json.toLowerCase()
  return ['md5', 'sha1', 'sha256'].some((algorithm) =>
    [value, value.toLowerCase()].some((text) => {
      const hash = createHash(algorithm).update(text).digest()
      return lower.includes(hash.toString('hex')) || json.includes(hash.toString('base64'))
    }),
  )
}

function isGroupedNumber(text) {
  const digits = text.replace(/\D/g, '').length
  return digits >= 7 && digits >= text.length * 0.6 && /^[\d\s().\-/+:\u00a0]+$/.test(text)
}

function literal(text) {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}
