import type { Purpose } from './consent.ts'
import type { ConsentEnv } from './consentEnv.ts'
import type { ConsentOptions } from './consentOptions.ts'
import type { Held } from './held.ts'
import { type Judge, judgeRecord } from './judgeRecord.ts'
import { type ConsentRecord, type Decisions, decided, newest, parseRecord } from './record.ts'

/** Keeps the record's two copies together, and tells what it makes of each purpose. */
export interface RecordKeeper extends Omit<Judge, 'sure'> {
  /** Reads the synchronous copy: another tab may have decided. `cleared` where the durable one must be asked now. */
  look(cleared?: () => void): void
  /**
   * Brings the copies together, with what is decided now if anything is: the newest decision wins, ties deny,
   * a missing copy is restored.
   */
  join(decisions?: Decisions, overSignal?: boolean, erase?: boolean): Promise<void>
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
  const held: Held = { record: null, corrupt: false, reading: true, durable: 0, here: 0 }
  const { sure, ...judge } = judgeRecord(held, options, env, withdrawing)
  /** the synchronous copy as last read or written */
  let raw: string | null = null
  /** the record whose synchronous copy was cleared: a visitor who does that has taken the decision back */
  let gone: ConsentRecord | null = null
  /** with which call this page has last decided each purpose */
  const latest: Record<Purpose, Decisions> = {}
  /** Writes the synchronous copy, unless the durable one must speak first, and tells. */
  const publish = (): void => {
    attempt(() => {
      const text = JSON.stringify(held.record)
      if (held.record === gone || held.corrupt || text === raw) return
      env.syncCopy.write(text)
      raw = text
    })
    tell()
  }

  const look: RecordKeeper['look'] = (cleared) => {
    attempt(() => {
      const text = env.syncCopy.read()
      if (text === raw) return
      const found = parseRecord(text)
      held.corrupt = !!text && !found
      // What is gone, or can't be read, is believed by nobody until the durable copy has spoken.
      if (!found) held.durable = held.here = 0
      if (!text) gone = held.record
      if (!text) cleared?.()
      raw = text
      held.record = newest(held.record, found)
      held.reading ||= !sure()
      tell()
    })
  }

  const decide = (decisions: Decisions, overSignal?: boolean, erase?: boolean): void => {
    held.record = decided(held.record, decisions, env.now(), options.terms, overSignal === true, erase)
    Object.assign(held, { here: held.record.seq, corrupt: false })
    for (const name in decisions) latest[name] = decisions
  }

  const join: RecordKeeper['join'] = async (decisions, overSignal, erase) => {
    look()
    const early = held.reading
    if (decisions) decide(decisions, overSignal, erase)
    const { here, record } = held
    // The durable put begins first: it is what survives if the page ends in this task.
    const answer = env.durableCopy.exchange(record === gone ? null : record)
    publish()
    try {
      const found = await answer
      // Another tab may have decided meanwhile: what it has written must not be written over.
      look()
      held.record = newest(held.record, found)
      // What this page has decided anew meanwhile is not decided back.
      const standing = Object.entries(decisions ?? {}).filter(([name]) => latest[name] === decisions)
      // Numbered before the durable copy had been read: what was decided earlier is older, whatever its number.
      const late = early && !!found && found.seq > here && found.at < (record?.at ?? 0)
      if (isLost(standing, found, late)) return join(Object.fromEntries(standing), overSignal, erase)
      held.durable = held.corrupt ? 0 : (found?.seq ?? 0)
      // What another tab has decided meanwhile is not in doubt before it was asked for.
      if (!sure() && (held.record?.seq ?? 0) > (record?.seq ?? 0)) return join()
    } catch {
      held.durable = Math.max(held.durable, held.here)
    }
    if (held.record === gone) held.record = gone = null
    held.reading = false
    publish()
  }

  return { ...judge, look, join }
}

/** Whether what was decided is not what stands: for a no always, for a yes where what stands is older (`late`). */
function isLost(
  decisions: [Purpose, Decisions[Purpose]][],
  found: ConsentRecord | null,
  late: boolean,
): boolean {
  return decisions.some(
    ([name, decision]) => found!.purposes[name] !== decision && (decision === 'denied' || late),
  )
}

function attempt(work: () => void): void {
  try {
    work()
  } catch {
    // Storage is denied: the durable copy, or this page's memory, holds the decision.
  }
}
