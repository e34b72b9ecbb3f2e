import type { Consent, ConsentReason, Purpose, PurposeState } from './consent.ts'
import type { ConsentEnv } from './consentEnv.ts'
import type { ConsentOptions } from './consentOptions.ts'
import { factsOf } from './factsOf.ts'
import type { Held } from './held.ts'
import { type Facts, precedence, stateOf } from './precedence.ts'
import { isOff, isOn } from './purposeState.ts'
import { ERASING_MS } from './record.ts'

/** What the record makes of each purpose. */
export interface Judge
  extends Pick<Consent, 'snapshot' | 'lastNo' | 'someGranted' | 'explain' | 'erasingFor'> {
  /** Whether the durable copy holds the decision. */
  sure(): boolean
  stateOf(purpose: Purpose): PurposeState
  /** Whether the purpose is on, by what the durable copy has confirmed. */
  holds(purpose: Purpose): boolean
}

/** @param withdrawing purposes whose withdrawal is being carried out */
export function judgeRecord(
  held: Held,
  options: ConsentOptions,
  env: ConsentEnv,
  withdrawing: ReadonlySet<Purpose>,
): Judge {
  const { purposes } = options
  const sure = (): boolean => !!held.record && held.durable >= held.record.seq
  const isHere = (): boolean => held.record?.seq === held.here
  const facts = (purpose: Purpose, believed: boolean): Facts =>
    factsOf(purpose, options, env, held, believed || sure(), withdrawing.has(purpose))
  const judge = (purpose: Purpose, believed = isHere()): PurposeState => stateOf(facts(purpose, believed))
  const reason = (): ConsentReason => {
    if (isHere()) return 'decided-here'
    if (sure()) return 'stored-record'
    if (held.reading) return 'reading-record'
    if (held.corrupt) return 'corrupt-record'
    return held.record ? 'unconfirmed-record' : 'no-decision'
  }

  return {
    sure,
    stateOf: (purpose) => judge(purpose),
    holds: (purpose) => purposes.includes(purpose) && isOn(judge(purpose, false)),
    snapshot: () => ({
      purposes: Object.fromEntries(purposes.map((purpose) => [purpose, judge(purpose)])),
      reason: reason(),
      seq: held.record?.seq ?? 0,
      decidedAt: held.record?.at ?? null,
      confirmed: sure(),
      signal: !!env.signals().gpc,
    }),
    explain: (purpose) => precedence(facts(purpose, isHere())),
    erasingFor: () => {
      const left = (held.record?.eraseUntil ?? 0) - env.now()
      // Further ahead than any is set it was set under another clock.
      return !isHere() && left > 0 && left <= ERASING_MS ? left : 0
    },
    lastNo: (purpose) => held.record?.noes[purpose] ?? -1,
    someGranted: () =>
      purposes.some((purpose) => isOn(judge(purpose))) ||
      Object.entries({ ...held.record?.purposes }).some(
        ([purpose, decision]) =>
          decision === 'granted' &&
          // What is no answer to this page's question is one to another page's.
          (!purposes.includes(purpose) || !isOff(judge(purpose)) || judge(purpose) === 'stale'),
      ),
  }
}
