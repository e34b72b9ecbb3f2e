import type { Decision, Purpose } from './consent.ts'

/** The stored decision: all that a visitor's no leaves on the device. */
export interface ConsentRecord {
  v: 1
  /** rises by one with every decision: the newest wins */
  seq: number
  /** device time in whole ms */
  at: number
  purposes: Record<Purpose, Decision>
  /** `seq` of each purpose's last no: what was captured before it stays ended, also after a later yes */
  noes: Record<Purpose, number>
}

/** Reads a record that may come from anywhere, as an object or as JSON: null where it is not one. */
export function parseRecord(value: unknown): ConsentRecord | null {
  try {
    const record = (typeof value === 'string' ? JSON.parse(value) : value) as ConsentRecord
    const { v, seq, at, purposes, noes } = record
    const ok =
      v === 1 &&
      seq > 0 &&
      [seq, at, ...Object.values(noes)].every(Number.isSafeInteger) &&
      Object.values(purposes).every((decision) => decision === 'granted' || decision === 'denied')
    return ok ? record : null
  } catch {
    return null
  }
}

/** The record that stands: the newest `seq`; of two with one `seq`, only what both grant is granted. No no is lost. */
export function newest(a: ConsentRecord | null, b: ConsentRecord | null): ConsentRecord | null {
  if (!a || !b) return a ?? b
  // The later of two with one `seq`, whichever way round they come: tabs that disagreed would write for ever.
  const [last, other] = a.seq > b.seq || (a.seq === b.seq && a.at > b.at) ? [a, b] : [b, a]
  const purposes: ConsentRecord['purposes'] = {}
  const noes: ConsentRecord['noes'] = {}
  for (const purpose of Object.keys({ ...other.purposes, ...last.purposes }).sort()) {
    const one = last.purposes[purpose]
    const two = other.purposes[purpose]
    const known = last.noes[purpose] ?? 0
    const no = other.noes[purpose] ?? 0
    const doubt = a.seq === b.seq ? one !== two || no !== known : no > known
    purposes[purpose] = doubt ? 'denied' : (one ?? two)!
    if (no || known) noes[purpose] = Math.max(no, known)
  }
  return { ...last, purposes, noes }
}

/** The record after a decision; without one everything stays decided as it is, and what was captured before ends. */
export function decided(
  last: ConsentRecord | null,
  names: readonly Purpose[],
  decision: Decision | undefined,
  at: number,
): ConsentRecord {
  const before = last?.seq ?? 0
  const seq = before + 1
  const next: ConsentRecord = {
    v: 1,
    seq,
    at: Math.trunc(at),
    purposes: { ...last?.purposes },
    noes: { ...last?.noes },
  }
  for (const name of names) {
    if (decision) next.purposes[name] = decision
    if (decision !== 'granted') next.noes[name] = decision ? seq : before
  }
  // In the order that every merging gives, so that tabs that agree do not write.
  return newest(next, next)!
}
