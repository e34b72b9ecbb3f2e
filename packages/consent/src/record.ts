import type { Purpose } from './consent.ts'

export type Decision = 'granted' | 'denied'

/** The stored decision: all that a visitor's no leaves on the device. */
export interface ConsentRecord {
  v: 1
  /** rises by one with every decision: the newest wins */
  seq: number
  /** device time in ms */
  at: number
  purposes: Record<Purpose, Decision>
}

/** Reads a record that may come from anywhere, as an object or as JSON: null where it is not one. */
export function parseRecord(value: unknown): ConsentRecord | null {
  try {
    const record = (typeof value === 'string' ? JSON.parse(value) : value) as ConsentRecord
    const decisions = Object.values(record.purposes)
    const ok =
      record.v === 1 &&
      record.seq > 0 &&
      Number.isSafeInteger(record.seq) &&
      Number.isFinite(record.at) &&
      decisions.every((decision) => decision === 'granted' || decision === 'denied')
    return ok ? record : null
  } catch {
    return null
  }
}

/** The record that stands: the newest `seq`; of two with one `seq`, only what both grant is granted. */
export function newest(a: ConsentRecord | null, b: ConsentRecord | null): ConsentRecord | null {
  if (!a || !b || a.seq !== b.seq) return (a?.seq ?? 0) > (b?.seq ?? 0) ? a : b
  const purposes: ConsentRecord['purposes'] = {}
  for (const purpose of Object.keys({ ...a.purposes, ...b.purposes }))
    purposes[purpose] = a.purposes[purpose] === b.purposes[purpose] ? a.purposes[purpose]! : 'denied'
  return { ...b, purposes }
}
