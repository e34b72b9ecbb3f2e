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

/** Reads a record that may come from anywhere: undefined where it is not one. */
export function parseRecord(value: unknown): ConsentRecord | undefined {
  let found = value
  if (typeof value === 'string') {
    try {
      found = JSON.parse(value)
    } catch {
      return undefined
    }
  }
  const record = found as Partial<ConsentRecord> | null | undefined
  const ok =
    record?.v === 1 &&
    Number.isSafeInteger(record.seq) &&
    record.seq! > 0 &&
    Number.isFinite(record.at) &&
    record.purposes !== null &&
    typeof record.purposes === 'object' &&
    Object.values(record.purposes).every((d) => d === 'granted' || d === 'denied')
  return ok ? (record as ConsentRecord) : undefined
}

/** The record that stands: the newest `seq`; of two with one `seq`, what either denies is denied. */
export function newest(a: ConsentRecord | null, b: ConsentRecord | null): ConsentRecord | null {
  if (!a || !b) return a ?? b
  if (a.seq !== b.seq) return a.seq > b.seq ? a : b
  const purposes: ConsentRecord['purposes'] = {}
  for (const purpose of new Set([...Object.keys(a.purposes), ...Object.keys(b.purposes)]))
    purposes[purpose] =
      a.purposes[purpose] === 'granted' && b.purposes[purpose] === 'granted' ? 'granted' : 'denied'
  return { ...a, at: Math.max(a.at, b.at), purposes }
}

/** Whether two records say the same. */
export function sameRecord(a: ConsentRecord | null, b: ConsentRecord | null): boolean {
  if (!a || !b) return a === b
  return a.seq === b.seq && JSON.stringify(sorted(a)) === JSON.stringify(sorted(b))
}

const sorted = (record: ConsentRecord): [string, Decision][] => Object.entries(record.purposes).sort()
