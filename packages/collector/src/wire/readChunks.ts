import type { LossReason, NativeReply, SeqRange } from '@askfirst/formats'
import { eventTime } from './eventTime.ts'
import { isPlainObject, isWholeBetween } from './json.ts'
import { limits } from './limits.ts'
import { readChunkHead, splitStreamName } from './readChunkHead.ts'
import { type EventFault, readEvent } from './readEvent.ts'

/** One event, ready for the store. */
export interface ReceivedEvent {
  day: string
  stream: string
  seq: number
  purpose: string
  name: string
  /** ms since the epoch, by the collector's clock */
  at: number
  /** JSON text of an object */
  props: string
}

/** What one request says about one stream. */
export interface StreamReport {
  day: string
  stream: string
  /** empty where only a chunk head that could not be used names the stream */
  purpose: string
  received: SeqRange[]
  lost: Map<LossReason, SeqRange[]>
  end: number | null
}

/** Everything that one request holds. */
export interface ReceivedChunks {
  events: ReceivedEvent[]
  streams: StreamReport[]
  rejected: NativeReply['rejected']
}

interface Open {
  /** as the reply names it */
  name: string
  /** undefined where the events can't be placed in a stream */
  report: StreamReport | undefined
  /** undefined where the head could not be used */
  head: { purpose: string; at: number } | undefined
  next: number
  /** event lines that the head promises and that have not come yet */
  left: number
}

const NO_CHUNK: Open = { name: '', report: undefined, head: undefined, next: -1, left: 0 }

/** Reads the lines after a request's first, one by one, so that a bad line costs no other. */
export function readChunks(
  lines: readonly string[],
  clock: { sentAt: number; receivedAt: number },
): ReceivedChunks {
  const reports = new Map<string, StreamReport>()
  const found: ReceivedChunks = { events: [], streams: [], rejected: [] }
  let open = NO_CHUNK
  for (const line of lines) {
    if (line.trim() === '') continue
    const value = parse(line)
    if (isPlainObject(value) && Object.hasOwn(value, 'stream')) {
      open = openChunk(value, reports)
    } else {
      // Past the promised count a line that is no event is a broken head: what follows belongs to nobody we know.
      if (open.left === 0 && !(isPlainObject(value) && Object.hasOwn(value, 'name'))) open = NO_CHUNK
      takeEvent(line, value, open, clock, found)
    }
  }
  found.streams = [...reports.values()]
  return found
}

function takeEvent(
  line: string,
  value: unknown,
  open: Open,
  clock: { sentAt: number; receivedAt: number },
  found: ReceivedChunks,
): void {
  const seq = open.next
  if (open !== NO_CHUNK) open.next++
  if (open.left > 0) open.left--
  const { head, report } = open
  const event = faultOrEvent(line, value, open, seq)
  if (typeof event === 'string') {
    found.rejected.push({ stream: open.name, seq, code: event })
    if (report && seq <= limits.seq) addLost(report, 'refused', [seq, seq])
  } else if (head && report) {
    const at = eventTime(head.at + event.at, clock.sentAt, clock.receivedAt)
    const { day, stream } = report
    found.events.push({
      day,
      stream,
      seq,
      purpose: head.purpose,
      name: event.name,
      at,
      props: JSON.stringify(event.props),
    })
    addNumber(report.received, seq)
  }
}

function faultOrEvent(line: string, value: unknown, open: Open, seq: number): ReturnType<typeof readEvent> {
  if (!open.head) return 'bad_chunk' satisfies EventFault
  if (seq > limits.seq) return 'bad_seq'
  if (value === undefined) return 'bad_json'
  return readEvent(value, Buffer.byteLength(line))
}

function openChunk(value: Record<string, unknown>, reports: Map<string, StreamReport>): Open {
  const head = readChunkHead(value)
  const name = splitStreamName(value['stream'])
  const seq = value['seq']
  // A head that still says which numbers it is about lets their loss be explained.
  if (!head && !(name && isWholeBetween(seq, 0, limits.seq))) {
    const shown = typeof value['stream'] === 'string' ? value['stream'].slice(0, 64) : ''
    return { ...NO_CHUNK, name: shown }
  }
  const { day, stream } = head ?? name!
  const key = `${day}.${stream}`
  let report = reports.get(key)
  if (!report) {
    report = { day, stream, purpose: '', received: [], lost: new Map(), end: null }
    reports.set(key, report)
  }
  if (!head) return { name: key, report, head: undefined, next: seq as number, left: 0 }
  report.purpose ||= head.purpose
  for (const { reason, ranges } of head.lost) addLost(report, reason, ...ranges)
  if (head.end !== null) report.end = Math.max(report.end ?? 0, head.end)
  return { name: key, report, head, next: head.seq, left: head.count }
}

function addLost(report: StreamReport, reason: LossReason, ...ranges: SeqRange[]): void {
  const known = report.lost.get(reason)
  if (known) known.push(...ranges)
  else report.lost.set(reason, ranges)
}

function addNumber(ranges: SeqRange[], seq: number): void {
  const last = ranges.at(-1)
  if (last && last[1] + 1 === seq) last[1] = seq
  else ranges.push([seq, seq])
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}
