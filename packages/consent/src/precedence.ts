import type { Decision, PurposeState, Reason, Rule } from './consent.ts'

/** Everything that decides the state of one purpose. */
export interface Facts {
  /** off whatever was chosen */
  blocked: boolean | undefined
  /** what was kept under a yes that was taken back is being removed */
  withdrawing: boolean
  /** the record's decision, if it has one */
  decision: Decision | undefined
  /** what was asked has changed since */
  stale: boolean
  /** the decision is older than a decision lasts, or dated in the future */
  expired: boolean
  /** whether a yes in it is to be believed */
  sure: boolean
  /** the durable copy has not spoken yet */
  reading: boolean
  /** the browser's opt-out signal is on and covers the purpose, and the visitor has not said yes in spite of it */
  signal: boolean | undefined
  /** what the site's other source says: null while it has not spoken, undefined where there is none */
  external: Decision | null | undefined
  /** the state without a decision */
  fallback: PurposeState
}

/** What each rule would have the state be, the strongest first. */
function chainOf(facts: Facts): Record<Rule, PurposeState | false | undefined> {
  const { blocked, withdrawing, decision, stale, expired, sure, reading, signal, external, fallback } = facts
  const lasting = stale ? 'stale' : expired ? 'expired' : decision
  return {
    blocked: blocked && 'blocked',
    denial: decision === 'denied' && (withdrawing ? 'withdrawn' : lasting),
    signal: signal && 'signal_denied',
    external: external === null ? 'loading' : external,
    grant: decision === 'granted' && (lasting !== decision || sure) && lasting,
    default: reading ? 'loading' : fallback,
  }
}

/** The state: what the first rule that applies has it be. */
export function stateOf(facts: Facts): PurposeState {
  return Object.values(chainOf(facts)).find(Boolean) as PurposeState
}

/** The chain of reasons, the strongest rule first: the first one that applies decides. */
export function precedence(facts: Facts): Reason[] {
  const chain = Object.entries(chainOf(facts))
  const first = chain.find(([, state]) => state)
  return chain.map((link) => ({ rule: link[0] as Rule, state: link[1] || null, decides: link === first }))
}
