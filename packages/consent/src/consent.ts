/** What data is used for. `necessary` is for banner and record only and can't be decided. */
export type Purpose = string

/** Undoes what the call that returned it did. */
export type Stop = () => void

/**
 * - `loading`: a stored yes waits for its durable copy, or a durable copy is being looked up
 * - `undecided`: nobody has decided
 * - `granted`: the visitor said yes
 * - `denied`: the visitor said no
 */
export type PurposeState = 'loading' | 'undecided' | 'granted' | 'denied'

/** Why the state is what it is. */
export type ConsentReason =
  /** no decision was ever made here */
  | 'no-decision'
  /** the record is being read */
  | 'reading-record'
  /** decided in this page */
  | 'decided-here'
  /** read from the stored record: decided on an earlier page or in another tab */
  | 'stored-record'
  /** the stored yes could not be confirmed by its durable copy: fails closed */
  | 'unconfirmed-record'
  /** the stored record could not be read as one: fails closed */
  | 'corrupt-record'

export interface ConsentSnapshot {
  purposes: Readonly<Record<Purpose, PurposeState>>
  reason: ConsentReason
  /** number of the decision, rising by one each time; 0 before the first */
  seq: number
  /** device time in ms of the decision */
  decidedAt: number | null
  /** whether the durable copy holds the decision: a yes counts only then */
  confirmed: boolean
}

/** The headless consent state: everything that a banner or an SDK needs, and no DOM. */
export interface Consent {
  /** the purposes that this site asks for, `necessary` left out */
  readonly purposes: readonly Purpose[]
  snapshot(): ConsentSnapshot
  /** The gate: true only where the visitor said yes and the durable copy of the record says so too. */
  allows(purpose: Purpose): boolean
  /** `seq` of the decision that last denied the purpose, 0 if none: what is older than it has ended for good. */
  lastNo(purpose: Purpose): number
  /** Whether the record grants any purpose at all, asked for by this page or by another of the site. */
  someGranted(): boolean
  /** Like `allows`, after asking the durable copy, which is the same in every tab: for right before the wire. */
  confirm(purpose: Purpose): Promise<boolean>
  /** Grants the purposes named, or all. The gate opens once the record is durable. */
  optIn(purposes?: readonly Purpose[]): void
  /** Denies the purposes named, or all. The gate is closed when the call returns. */
  optOut(purposes?: readonly Purpose[]): void
  /** Ends what was captured so far without changing any decision, in every tab: for an erasure. */
  renew(): void
  /** Calls back in the task of every change, once the gate says the new thing. */
  subscribe(listener: (snapshot: ConsentSnapshot) => void): Stop
  /** Resolves when every decision so far has its durable copy, or can't have one. */
  settled(): Promise<void>
  /** Ends listeners, channel and connection. */
  close(): void
}
