import type { ConsentEnv } from './consentEnv.ts'
import { type ConsentRecord, newest, parseRecord } from './record.ts'

/** The record's two copies, kept in step. */
export interface TwoCopies {
  /** Text of the synchronous copy as last read or written. */
  raw(): string | null
  /** Reads the synchronous copy: the record if another tab has changed it, else null. */
  look(): ConsentRecord | null
  /** Starts both writes in this task; resolves with the record that stands, once it is durable. */
  write(record: ConsentRecord): Promise<ConsentRecord>
  /** Brings the copies together: resolves with the record that stands in the durable one. */
  reconcile(record: ConsentRecord | null): Promise<ConsentRecord | null>
}

export function twoCopies({ syncCopy, durableCopy }: ConsentEnv): TwoCopies {
  let raw: string | null = null
  let had = false

  const read = (): string | null => {
    try {
      return syncCopy.read()
    } catch {
      return null
    }
  }

  const writeSync = (record: ConsentRecord): void => {
    const text = JSON.stringify(record)
    if (text === raw) return
    try {
      syncCopy.write(text)
      raw = text
      had = true
    } catch {
      // Storage denied or full: the durable copy, or this page's memory, holds the decision.
    }
  }

  return {
    raw: () => raw,
    look: () => {
      const text = read()
      if (text === raw) return null
      raw = text
      had ||= text !== null
      return parseRecord(text)
    },
    write: (record) => {
      // The durable put first: it is what survives if the page ends within this task.
      const written = durableCopy.put(record)
      writeSync(record)
      return written
    },
    reconcile: async (record) => {
      // A synchronous copy that was there and is gone is restored from the durable one, never from memory:
      // a visitor who cleared the site's data has taken the decision back.
      const vanished = had && raw === null
      const stored =
        record && !vanished ? await durableCopy.put(record) : await durableCopy.read(raw !== null)
      if (stored) writeSync(newest(stored, record)!)
      else had = false
      return stored
    },
  }
}
