/** What data is used for. `necessary` is for banner and record only and can't be decided. */
export type Purpose = string

/** Undoes what the call that returned it did. */
export type Stop = () => void

/**
 * - `loading`: a stored yes waits for its durable copy, or a durable copy is being looked up
 * - `undecided`: nobody has decided, and nothing is on
 * - `default_on`: nobody has decided, and the region's rules have it on until someone does
 * - `exempt`: nobody has decided, and the region's rules allow the reduced measurement without a choice
 * - `granted`: the visitor said yes
 * - `denied`: the visitor said no
 * - `withdrawn`: the visitor took a yes back, and what was kept under it is being removed
 * - `expired`: the choice is older than a choice lasts
 * - `stale`: what was asked has changed since
 * - `signal_denied`: the browser's opt-out signal says no
 * - `blocked`: off whatever was chosen
 */
export type PurposeState =
  | 'loading'
  | 'undecided'
  | 'default_on'
  | 'exempt'
  | 'granted'
  | 'denied'
  | 'withdrawn'
  | 'expired'
  | 'stale'
  | 'signal_denied'
  | 'blocked'

export type Decision = 'granted' | 'denied'

/** The rules that decide a purpose's state, the strongest first: the first that applies is the state. */
export type Rule =
  /** the site's kill switch */
  | 'blocked'
  /** the visitor's no, or a withdrawal that is being carried out */
  | 'denial'
  /** Global Privacy Control, for the purposes that it covers, also against an older yes */
  | 'signal'
  /** a consent platform of somebody else, where the site has named one as its source */
  | 'external'
  /** the visitor's yes, as long as it lasts and what was asked is the same */
  | 'grant'
  /** what holds without a choice */
  | 'default'

/** One link of the chain of reasons: what the rule would have the state be, null where it does not apply. */
export interface Reason {
  rule: Rule
  state: PurposeState | null
  /** whether this is the rule that stands */
  decides: boolean
}

/** What a withdrawal has done, verified in the stores. */
export interface PurgeReport {
  /** events deleted from the device */
  removed: number
  /** events of requests that were on their way: aborted, but the collector may have them */
  inFlight: number
  /** what could not be deleted, in words; tried again before anything else on the next page */
  remaining: string[]
  /** what became of the erasure that was asked for with it */
  erased?: EraseReport['collector']
}

/** What an erasure has done. */
export interface EraseReport {
  /** events deleted from the device before they were sent */
  removed: number
  /** streams that the collector was asked to erase */
  streams: number
  /**
   * `erased`, `nothing-sent`, `unsupported` (no such request, or no cryptography), or `failed`: call again later;
   * of several destinations the worst: `failed`, then `unsupported`
   */
  collector: 'erased' | 'nothing-sent' | 'unsupported' | 'failed'
}

export interface ChooseOptions {
  /** the visitor has seen that the browser's opt-out signal is on, and says yes all the same */
  overSignal?: boolean
  /** also has the collector erase what was sent under what is denied here */
  erase?: boolean
}

/** What a banner or a preference centre needs; `client.consent` of the SDK is one. */
export interface ConsentChoices {
  snapshot(): ConsentSnapshot
  subscribe(listener: (snapshot: ConsentSnapshot) => void): Stop
  /** Decides all that is named, in one record. Resolves with what that has removed, once it is carried out. */
  choose(decisions: Readonly<Record<Purpose, Decision>>, options?: ChooseOptions): Promise<PurgeReport>
}

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
  /** whether the browser sends Global Privacy Control */
  signal: boolean
}

/** The headless consent state: everything that a banner or an SDK needs, and no DOM. */
export interface Consent {
  /** the purposes that this site asks for, `necessary` left out */
  readonly purposes: readonly Purpose[]
  snapshot(): ConsentSnapshot
  /**
   * The gate: true where the visitor said yes and the durable copy of the record says so too, or where the rules of a
   * regional model have the purpose on until somebody decides.
   */
  allows(purpose: Purpose): boolean
  /** The chain of reasons for a purpose's state, the strongest rule first; the one with `decides` stands. */
  explain(purpose: Purpose): readonly Reason[]
  /** `seq` of the decision that last denied the purpose, -1 if none: what is older than it has ended for good. */
  lastNo(purpose: Purpose): number
  /** ms for which what names what was sent is left to another page, which has it erased; 0 where none does. */
  erasingFor(): number
  /** Whether any purpose at all is on, asked for by this page or by another of the site. */
  someGranted(): boolean
  /** Like `allows`, after asking the durable copy, which is the same in every tab: for right before the wire. */
  confirm(purpose: Purpose): Promise<boolean>
  /**
   * Decides all that is named, in one record. A no holds when the call returns, a yes once the record is durable.
   *
   * @param erase this page reads what names what was sent, to have it erased: other pages leave it to it for a moment
   */
  choose(decisions: Readonly<Record<Purpose, Decision>>, overSignal?: boolean, erase?: boolean): void
  /** Grants the purposes named, or all. The gate opens once the record is durable. */
  optIn(purposes?: readonly Purpose[]): void
  /** Denies the purposes named, or all. The gate is closed when the call returns. */
  optOut(purposes?: readonly Purpose[]): void
  /** Looks at the record and at what others say anew: for a site whose kill switch or other source has changed. */
  refresh(): void
  /** Ends what was captured so far without changing any decision, in every tab: for an erasure. */
  renew(): void
  /** Calls back in the task of every change, once the gate says the new thing. */
  subscribe(listener: (snapshot: ConsentSnapshot) => void): Stop
  /** Resolves when every decision so far has its durable copy, or can't have one. */
  settled(): Promise<void>
  /** Ends listeners, channel and connection. */
  close(): void
}
