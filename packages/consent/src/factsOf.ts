import type { Purpose } from './consent.ts'
import type { ConsentEnv } from './consentEnv.ts'
import type { ConsentOptions } from './consentOptions.ts'
import type { Held } from './held.ts'
import type { Facts } from './precedence.ts'

/** A choice lasts half a year where the rules do not say otherwise. */
const LASTS = 180 * 86_400_000
/** A clock that was put right by less is no reason to doubt a yes. */
const CLOCK_MS = 7 * 86_400_000

/** Gathers what decides the state of one purpose now. */
export function factsOf(
  purpose: Purpose,
  { rules, terms }: Pick<ConsentOptions, 'rules' | 'terms'>,
  env: Pick<ConsentEnv, 'now' | 'signals'>,
  { record, corrupt, reading }: Held,
  sure: boolean,
  withdrawing: boolean,
): Facts {
  const { gpc, blocked, external } = env.signals()
  const decision = record?.purposes[purpose]
  const asked = record?.asked[purpose]
  const age = asked ? env.now() - asked.at : 0
  const lasts = Math.max(rules?.lasts ?? LASTS, (decision === 'denied' && rules?.quiet) || 0)
  return {
    reading,
    sure,
    withdrawing,
    blocked,
    decision,
    stale: terms?.[purpose] !== asked?.terms && !!terms,
    // A clock that tells no time tells no age.
    expired: !(age <= lasts && age >= -CLOCK_MS),
    signal: gpc && !asked?.overSignal && (rules?.signal ?? ['marketing']).includes(purpose),
    external: external && (external[purpose] ?? null),
    // Where a yes is not believed, or what can't be read may have been a no, nothing is on by default.
    fallback: (!decision && !corrupt && rules?.defaults[purpose]) || 'undecided',
  }
}
