import type { Lost, SeqRange } from '@askfirst/formats'
import { isLabel, isWholeBetween, LAST_TIME, type PlainObject } from './json.ts'
import { limits } from './limits.ts'

/** A chunk head that can be used. */
export interface ChunkHead {
  day: string
  /** the stream's name without its day */
  stream: string
  purpose: string
  seq: number
  count: number
  at: number
  lost: Lost[]
  end: number | null
}

/** The parts of a stream's name, or undefined where it is not one. */
export function splitStreamName(name: unknown): { day: string; stream: string } | undefined {
  if (typeof name !== 'string' || !/^\d{4}-\d{2}-\d{2}\.[A-Za-z0-9_-]{22}$/.test(name)) return undefined
  const day = name.slice(0, 10)
  return isDay(day) ? { day, stream: name.slice(11) } : undefined
}

/** Whether the text is a day of the calendar as `YYYY-MM-DD`. */
export function isDay(day: unknown): day is string {
  if (typeof day !== 'string' || !/^(?:19|20|21)\d\d-\d\d-\d\d$/.test(day)) return false
  const time = Date.parse(`${day}T00:00:00Z`)
  // 31 February parses in some engines: the day must come back as it went in.
  return !Number.isNaN(time) && new Date(time).toISOString().slice(0, 10) === day
}

/** Reads a chunk head, or undefined where its events can't be placed. Bad `lost` and `end` are left out alone. */
export function readChunkHead(value: PlainObject): ChunkHead | undefined {
  const name = splitStreamName(value['stream'])
  const { purpose, seq, count, at, end } = value
  if (!name || !isLabel(purpose, limits.purposeLength)) return undefined
  if (!isWholeBetween(seq, 0, limits.seq) || !isWholeBetween(count, 0, limits.lines)) return undefined
  if (!isWholeBetween(at, 0, LAST_TIME)) return undefined
  return {
    ...name,
    purpose,
    seq,
    count,
    at,
    lost: readLost(value['lost']),
    end: isWholeBetween(end, 0, limits.seq) ? end : null,
  }
}

const REASONS: ReadonlySet<string> = new Set<Lost['reason']>([
  'denied',
  'undecided',
  'invalid',
  'filtered',
  'queue_full',
  'too_old',
  'too_large',
  'refused',
  'storage',
  'unanswered',
])

function readLost(value: unknown): Lost[] {
  if (!Array.isArray(value)) return []
  let room: number = limits.lostRanges
  const lost: Lost[] = []
  for (const entry of value as unknown[]) {
    const { reason, ranges } = (entry ?? {}) as { reason?: unknown; ranges?: unknown }
    // A free word here would let a stranger grow the report without end.
    if (typeof reason !== 'string' || !REASONS.has(reason) || !Array.isArray(ranges)) continue
    const good = ranges.filter(isRange).slice(0, room)
    room -= good.length
    if (good.length > 0) lost.push({ reason: reason as Lost['reason'], ranges: good })
  }
  return lost
}

function isRange(range: unknown): range is SeqRange {
  if (!Array.isArray(range) || range.length !== 2) return false
  const [first, last] = range as unknown[]
  return isWholeBetween(first, 0, limits.seq) && isWholeBetween(last, first, limits.seq)
}
