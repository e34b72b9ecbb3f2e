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
  /** what each purpose's decision answered */
  asked: Record<Purpose, Asked>
  /** device time in ms until which the page that decided reads what names what was sent, to have it erased */
  eraseUntil?: number
}

export interface Asked {
  /** device time in whole ms: a later decision about another purpose makes this one no younger */
  at: number
  /** digest of what was asked for; missing where the page named none */
  terms?: string
  /** said in spite of the browser's opt-out signal */
  overSignal?: true
}

/** Long enough to read a few rows, also where the code for it is still on its way. */
export const ERASING_MS = 3_000
/** Far more than anybody decides, and far from where numbers end. */
const MOST_DECISIONS = 2 ** 52

/** Reads a record that may come from anywhere, as an object or as JSON: null where it is not one. */
export function parseRecord(value: unknown): ConsentRecord | null {
  try {
    const record = (typeof value === 'string' ? JSON.parse(value) : value) as ConsentRecord
    const { v, seq, at, purposes, noes, asked } = record
    const ok =
      v === 1 &&
      seq > 0 &&
      seq < MOST_DECISIONS &&
      [seq, at, ...Object.values(noes), ...Object.values(asked).map((one) => one.at)].every(
        Number.isSafeInteger,
      ) &&
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
  const later = a.seq - b.seq || a.at - b.at || (answers(a) > answers(b) ? 1 : -1)
  const [last, other] = later > 0 ? [a, b] : [b, a]
  const purposes: ConsentRecord['purposes'] = {}
  const noes: ConsentRecord['noes'] = {}
  const asked: ConsentRecord['asked'] = {}
  for (const purpose of Object.keys({ ...other.purposes, ...last.purposes }).sort()) {
    const one = last.purposes[purpose]
    const two = other.purposes[purpose]
    const known = last.noes[purpose] ?? 0
    const no = other.noes[purpose] ?? 0
    const doubt = a.seq === b.seq ? one !== two || no !== known : no > known
    purposes[purpose] = doubt ? 'denied' : (one ?? two)!
    if (no || known) noes[purpose] = Math.max(no, known)
    const question = last.asked[purpose] ?? other.asked[purpose]
    if (question) asked[purpose] = question
  }
  return { ...last, purposes, noes, asked }
}

/** What a record's decisions answer, as a text to compare. */
function answers({ asked }: ConsentRecord): string {
  return Object.values(asked).flatMap(Object.values).join()
}

/** What is decided; a purpose without a decision stays decided as it is, and what was captured before ends. */
export type Decisions = Readonly<Record<Purpose, Decision | undefined>>

/**
 * The record after a decision.
 *
 * @param terms what it answers, by purpose
 * @param erase this page reads for a moment what names what was sent, to have it erased
 */
export function decided(
  last: ConsentRecord | null,
  decisions: Decisions,
  now: number,
  terms?: Readonly<Record<Purpose, string>>,
  overSignal?: boolean,
  erase?: boolean,
): ConsentRecord {
  const before = last?.seq ?? 0
  const seq = before + 1
  const at = Math.trunc(now)
  const next: ConsentRecord = {
    v: 1,
    seq,
    at,
    purposes: { ...last?.purposes },
    noes: { ...last?.noes },
    asked: { ...last?.asked },
    ...(erase && { eraseUntil: at + ERASING_MS }),
  }
  for (const [name, decision] of Object.entries(decisions)) {
    if (decision) {
      next.purposes[name] = decision
      next.asked[name] = {
        at,
        ...(terms?.[name] && { terms: terms[name] }),
        ...(overSignal && { overSignal }),
      }
    }
    if (decision !== 'granted') next.noes[name] = decision ? seq : before
  }
  // In the order that every merging gives, so that tabs that agree do not write.
  return newest(next, next)!
}
