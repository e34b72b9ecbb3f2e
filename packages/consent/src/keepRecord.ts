import type { Consent, ConsentReason, ConsentSnapshot, Decision, Purpose, PurposeState } from './consent.ts'
import type { ConsentEnv } from './consentEnv.ts'
import { type ConsentRecord, decided, newest, parseRecord } from './record.ts'

/** The record as this page knows it, and how far it is to be believed. */
export interface RecordKeeper extends Pick<Consent, 'snapshot' | 'lastNo' | 'someGranted'> {
  /** Reads the synchronous copy: another tab may have decided. `cleared` where the durable one must be asked now. */
  look(cleared?: () => void): void
  /**
   * Brings the copies together, with what is decided now if anything is: the newest decision wins, ties deny,
   * a missing copy is restored.
   */
  join(names?: readonly Purpose[], decision?: Decision): Promise<void>
}

/** @param tell hears of every change */
export function keepRecord(purposes: readonly Purpose[], env: ConsentEnv, tell: () => void): RecordKeeper {
  let record: ConsentRecord | null = null
  /** text of the synchronous copy as last read or written */
  let raw: string | null = null
  /** the record whose synchronous copy was cleared: a visitor who does that has taken the decision back */
  let gone: ConsentRecord | null = null
  /** the synchronous copy is no record: whatever the durable one says, the gate is shut until the next decision */
  let corrupt = false
  let reading = true
  /** seq of the newest record that the durable copy is known to hold */
  let durable = 0
  /** seq of the newest decision made in this page; without durable storage it lasts as long as the page */
  let here = 0
  const sure = (): boolean => !!record && durable >= record.seq
  /** Writes the synchronous copy, unless the durable one must speak first, and tells. */
  const publish = (): void => {
    attempt(() => {
      const text = JSON.stringify(record)
      if (record === gone || corrupt || text === raw) return
      env.syncCopy.write(text)
      raw = text
    })
    tell()
  }

  const look: RecordKeeper['look'] = (cleared) => {
    attempt(() => {
      const text = env.syncCopy.read()
      if (text === raw) return
      if (raw && !text) {
        gone = record
        durable = here = 0
        cleared?.()
      }
      raw = text
      const found = parseRecord(text)
      corrupt = !!text && !found
      record = newest(record, found)
      reading ||= !sure()
      tell()
    })
  }

  const join: RecordKeeper['join'] = async (names, decision) => {
    look()
    const early = reading
    if (names) {
      record = decided(record, names, decision, env.now())
      here = record.seq
      corrupt = false
    }
    const seq = here
    // The durable put begins first: it is what survives if the page ends in this task.
    const answer = env.durableCopy.exchange(record === gone ? null : record)
    publish()
    try {
      const found = await answer
      // Another tab may have decided meanwhile: what it has written must not be written over.
      look()
      record = newest(record, found)
      // Numbered before the durable copy had been read: what stands there is older, whatever its number.
      const lost = names?.some((name) => found!.purposes[name] !== decision)
      if (lost && (decision === 'denied' || (early && found!.seq > seq))) return join(names, decision)
      durable = corrupt ? 0 : (found?.seq ?? 0)
    } catch {
      durable = Math.max(durable, here)
    }
    if (record === gone) record = gone = null
    reading = false
    publish()
  }

  return {
    snapshot: () => describe(purposes, record, record?.seq === here, sure(), reading, corrupt),
    look,
    join,
    lastNo: (purpose) => record?.noes[purpose] ?? 0,
    someGranted: () => Object.values(record?.purposes ?? {}).includes('granted'),
  }
}

function attempt(work: () => void): void {
  try {
    work()
  } catch {
    // Storage is denied: the durable copy, or this page's memory, holds the decision.
  }
}

function describe(
  purposes: readonly Purpose[],
  record: ConsentRecord | null,
  mine: boolean,
  sure: boolean,
  reading: boolean,
  corrupt: boolean,
): ConsentSnapshot {
  const stateOf = (purpose: Purpose): PurposeState => {
    const decision = record?.purposes[purpose]
    if (decision && (decision === 'denied' || sure || mine)) return decision
    return reading ? 'loading' : 'undecided'
  }
  let reason: ConsentReason = record ? 'unconfirmed-record' : 'no-decision'
  if (mine) reason = 'decided-here'
  else if (sure) reason = 'stored-record'
  else if (reading) reason = 'reading-record'
  else if (corrupt) reason = 'corrupt-record'
  return {
    purposes: Object.fromEntries(purposes.map((purpose) => [purpose, stateOf(purpose)])),
    reason,
    seq: record?.seq ?? 0,
    decidedAt: record?.at ?? null,
    confirmed: sure,
    signal: false,
  }
}
