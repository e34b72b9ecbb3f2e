import { newest, parseRecord } from '@askfirst/consent'
import type { SealedRow } from '../../packages/askfirst/src/seal.ts'
import type { WireEventSeen, WireStart } from './collectorModel.ts'
import type { No } from './noes.ts'
import { PURPOSES, type Tab, type TestPurpose } from './tab.ts'
import type { Tracked, World } from './world.ts'

/** Every breach of what holds in any world at any time, in words. */
export function broken(world: World): string[] {
  return [
    ...world.knowledge.breaches,
    ...sentFromOff(world),
    ...sentAfterNo(world),
    ...earlyTraces(world),
    ...duplicates(world),
    ...unopenable(world),
    ...world.faults,
  ]
}

/** Events that started on the wire although the visitor's no had ended them, in words. */
function sentAfterNo(world: World): string[] {
  const breaches: string[] = []
  for (const start of world.collector.starts)
    for (const seen of start.events)
      for (const no of world.nos) {
        const event = world.tracked[seen.id]!
        if (endedBy(no, event, seen, start)) breaches.push(say(no, event, start))
      }
  return breaches
}

function endedBy(no: No, event: Tracked, { purpose }: WireEventSeen, start: WireStart): boolean {
  const known = no.reached.get(start.tab)
  if (no.void || !no.purposes.includes(purpose) || known === undefined || start.order < known) return false
  // An event that was captured under a newer yes is not this no's.
  if (event.underSeq > no.seq) return false
  const captured = no.reached.get(event.tab)
  const inDeniedSpan = captured !== undefined && event.order > captured
  return event.order < no.order || inDeniedSpan || (event.tab === start.tab && event.order < known)
}

function say(no: No, event: Tracked, start: WireStart): string {
  return (
    `event ${event.id} (${event.purpose}, tab ${event.tab}, order ${event.order}, under decision ${event.underSeq}) ` +
    `started in tab ${start.tab} at order ${start.order}, after the no ${no.seq} of tab ${no.tab} ` +
    `(order ${no.order}, known there at ${no.reached.get(start.tab)})`
  )
}

/** Events that were sent although they were captured while their purpose was off, in words. */
function sentFromOff({ collector, tracked }: World): string[] {
  return collector.starts.flatMap(({ events, order, tab }) =>
    events
      .filter(({ id }) => tracked[id]!.off)
      .map(
        ({ id }) =>
          `event ${id} was captured while its purpose was off; tab ${tab} sends it (order ${order})`,
      ),
  )
}

/** What was sent or written before there was a yes, or any decision, in words. */
function earlyTraces(world: World): string[] {
  const firstDecision = Math.min(world.firstYes(), ...world.nos.map(({ order }) => order))
  return [
    ...world.collector.starts
      .filter(({ order }) => order < world.firstYes())
      .map(({ order }) => `a request at order ${order}, before the first yes`),
    ...world.collector.erasing
      .filter(({ order }) => order < world.firstYes())
      .map(({ order }) => `an erase request at order ${order}, before the first yes`),
    ...world.writes
      .filter(({ order, what }) => order < (what === 'queue' ? world.firstYes() : firstDecision))
      .map(({ order, what }) => `a write (${what}) at order ${order}, before the first decision for it`),
  ]
}

/** What the queue holds of purposes that the standing record denies, in words. */
export function leftAfterNo(world: World): string[] {
  const record = newest(
    parseRecord(world.records.view({ id: -1 } as Tab)),
    parseRecord(world.records.durable()),
  )
  const denied = PURPOSES.filter((purpose) => record?.purposes[purpose] === 'denied')
  const left = [...world.database.rows()]
    .filter(([, row]) => denied.includes((row as { purpose: TestPurpose }).purpose))
    .map(([key]) => `a row (${key})`)
  if (denied.length === PURPOSES.length && world.database.exists()) left.push('the database')
  return left
}

/** What the queue holds of purposes that are off for a page that has just been loaded, in words. */
export function leftWhileOff(world: World, page: Tab): string[] {
  const off = PURPOSES.filter((purpose) => world.knowledge.off(page, purpose))
  return [...world.database.rows()]
    .filter(([, row]) => off.includes((row as { purpose: TestPurpose }).purpose))
    .map(([key, row]) => `a row (${key}) of ${(row as { purpose: TestPurpose }).purpose}`)
}

/** Leases whose chunks are gone, in words: what they are called by must not outlive the chunk. */
export function strayLeases({ database }: World): string[] {
  const keys = [...database.rows().keys()]
  return keys.filter((key) => key[0] === 'l' && !keys.includes(`c${key.slice(1)}`))
}

/** Rows that no tab has ended, and whose key has gone before them, in words. */
function unopenable({ database, knowledge, nos, records }: World): string[] {
  const record = newest(parseRecord(records.view({ id: -1 } as Tab)), parseRecord(records.durable()))
  // A no that met another tab's decision was made anew above it: the record has its number.
  const ended = ({ purpose, decision }: SealedRow): boolean =>
    decision <= (record?.noes[purpose] ?? -1) ||
    // A yes that the durable copy does not confirm ends as well what was captured before it.
    decision <= (knowledge.doubted.get(purpose) ?? -1) ||
    nos.some(({ purposes, seq }) => purposes.includes(purpose) && decision <= seq)
  return [...database.unopenable]
    .filter(([, row]) => !ended(row))
    .map(([key]) => `a row (${key}) stands without its key`)
}

/** Breaches of "stored once under one number", in words. */
function duplicates({ collector }: World): string[] {
  const keys = new Map<number, string>()
  const twice: string[] = []
  for (const [key, id] of collector.stored) {
    const other = keys.get(id)
    if (other) twice.push(`event ${id} is stored as ${other} and as ${key}`)
    keys.set(id, key)
  }
  return [...twice, ...collector.clashes]
}

/** Whether a chunk waits on the device. */
export function waiting({ database }: World): boolean {
  return [...database.rows().keys()].some((key) => key[0] === 'c')
}

/** Events that arrived neither, nor were counted or explained, in words. Their tabs had the chance to. */
export function unaccounted(world: World): string[] {
  const { collector, database, tracked } = world
  const arrived = new Set(collector.stored.values())
  const explained = new Set<string>()
  for (const { stream, lost } of collector.explained)
    for (const [first, last] of lost.ranges)
      for (let seq = first; seq <= last; seq++) explained.add(`${stream} ${seq}`)
  const keyOf = new Map<number, string>()
  for (const { name, seq, lines } of database.committed.values())
    lines.split('\n').forEach((line, index) => {
      keyOf.set((JSON.parse(line) as { props: { n: number } }).props.n, `${name} ${seq + index}`)
    })
  const living = new Set(world.tabs().map(({ id }) => id))
  const missing = tracked.filter(({ id, tab }) => {
    if (arrived.has(id)) return false
    const key = keyOf.get(id)
    return key ? !explained.has(key) : living.has(tab)
  })
  // What a range explains is counted too: only counts beyond those explain what no range does.
  const inRanges = [...keyOf].filter(([id, key]) => !arrived.has(id) && explained.has(key)).length
  const spare = world.counted() - inRanges
  return missing.length <= spare
    ? []
    : missing.map(
        ({ id, tab }) => `event ${id} of tab ${tab} is missing (${keyOf.get(id) ?? 'never stored'})`,
      )
}
