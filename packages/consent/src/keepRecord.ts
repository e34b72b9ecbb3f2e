import type { Consent, ConsentReason, Purpose, PurposeState, Reason } from './consent.ts'
import type { ConsentEnv } from './consentEnv.ts'
import type { ConsentOptions } from './consentOptions.ts'
import { factsOf } from './factsOf.ts'
import { precedence } from './precedence.ts'
import { isOff, isOn } from './purposeState.ts'
import { type ConsentRecord, type Decisions, decided, newest, parseRecord } from './record.ts'

/** The record as this page knows it, how far it is to be believed, and what that makes of each purpose. */
export interface RecordKeeper extends Pick<Consent, 'snapshot' | 'lastNo' | 'someGranted' | 'explain'> {
  /** Whether the purpose is on, by what the durable copy has confirmed. */
  holds(purpose: Purpose): boolean
  /** Reads the synchronous copy: another tab may have decided. `cleared` where the durable one must be asked now. */
  look(cleared?: () => void): void
  /**
   * Brings the copies together, with what is decided now if anything is: the newest decision wins, ties deny,
   * a missing copy is restored.
   */
  join(decisions?: Decisions, overSignal?: boolean): Promise<void>
}

/**
 * @param withdrawing purposes whose withdrawal is being carried out
 * @param tell hears of every change
 */
export function keepRecord(
  options: ConsentOptions,
  env: ConsentEnv,
  withdrawing: ReadonlySet<Purpose>,
  tell: () => void,
): RecordKeeper {
  const { purposes, terms } = options
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
  /** with which call this page has last decided each purpose */
  const latest: Record<Purpose, Decisions> = {}
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
      if (corrupt) durable = here = 0
      record = newest(record, found)
      reading ||= !sure()
      tell()
    })
  }

  const join: RecordKeeper['join'] = async (decisions, overSignal) => {
    look()
    const early = reading
    if (decisions) {
      record = decided(record, decisions, env.now(), (purpose, at) => ({
        at,
        ...(terms?.[purpose] && { terms: terms[purpose] }),
        ...(overSignal === true && { overSignal }),
      }))
      here = record.seq
      for (const name in decisions) latest[name] = decisions
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
      const late = early && found!.seq > seq
      // What this page has decided anew meanwhile is not decided back.
      const standing = Object.entries(decisions ?? {}).filter(([name]) => latest[name] === decisions)
      const lost = standing.some(
        ([name, decision]) => found!.purposes[name] !== decision && (decision === 'denied' || late),
      )
      if (lost) return join(Object.fromEntries(standing), overSignal)
      durable = corrupt ? 0 : (found?.seq ?? 0)
    } catch {
      durable = Math.max(durable, here)
    }
    if (record === gone) record = gone = null
    reading = false
    publish()
  }

  const explain = (purpose: Purpose, believed = record?.seq === here): Reason[] =>
    precedence(
      factsOf(purpose, options, env, record, corrupt, {
        sure: believed || sure(),
        reading,
        withdrawing: withdrawing.has(purpose),
      }),
    )
  const stateOf = (purpose: Purpose, believed?: boolean): PurposeState =>
    explain(purpose, believed).find(({ decides }) => decides)!.state!
  const reason = (): ConsentReason => {
    if (record?.seq === here) return 'decided-here'
    if (sure()) return 'stored-record'
    if (reading) return 'reading-record'
    if (corrupt) return 'corrupt-record'
    return record ? 'unconfirmed-record' : 'no-decision'
  }

  return {
    snapshot: () => ({
      purposes: Object.fromEntries(purposes.map((purpose) => [purpose, stateOf(purpose)])),
      reason: reason(),
      seq: record?.seq ?? 0,
      decidedAt: record?.at ?? null,
      confirmed: sure(),
      signal: !!env.signals().gpc,
    }),
    explain: (purpose) => explain(purpose),
    holds: (purpose) => purposes.includes(purpose) && isOn(stateOf(purpose, false)),
    look,
    join,
    lastNo: (purpose) => record?.noes[purpose] ?? -1,
    someGranted: () =>
      purposes.some((purpose) => isOn(stateOf(purpose))) ||
      Object.entries({ ...record?.purposes }).some(
        ([purpose, decision]) =>
          decision === 'granted' &&
          // What is no answer to this page's question is one to another page's.
          (!purposes.includes(purpose) || !isOff(stateOf(purpose)) || stateOf(purpose) === 'stale'),
      ),
  }
}

function attempt(work: () => void): void {
  try {
    work()
  } catch {
    // Storage is denied: the durable copy, or this page's memory, holds the decision.
  }
}
