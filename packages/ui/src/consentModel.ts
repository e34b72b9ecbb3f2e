import type { ChooseOptions, Decision, Purpose, PurposeState } from '@askfirst/consent'
import type { PurposeConfig, WordKey } from '@askfirst/consent/config'
import type { Shown } from './shown.ts'

/** One purpose as a visitor sees it; every text is in the model's language. */
export interface PurposeModel {
  id: Purpose
  label: string
  /** one plain sentence: what is done with what */
  reason: string
  /** what the visitor gets for a yes; empty if nobody said */
  benefit: string
  /** sentences about data, recipients and retention */
  details: readonly string[]
  state: PurposeState
  /** whether it is on now */
  on: boolean
  /** what the configuration says of it */
  source: Partial<PurposeConfig>
}

/** What a visitor can do with the receipts of this device. */
export interface ReceiptActions {
  /** Has the browser download them as JSON. */
  download(document: Document): Promise<void>
  /** Shows them in a window of their own, and asks the browser to print it. Call it in the task of a click. */
  print(document: Document): Promise<void>
}

/** Everything that banner and centre show and do, and nothing of how. Its functions tell what is the case now. */
export interface ConsentModel {
  /** BCP 47 */
  readonly locale: string
  readonly dir: 'ltr' | 'rtl'
  /** who asks */
  readonly site: string
  /** http(s) or relative URL */
  readonly privacyUrl: string | undefined
  /** null where none are kept */
  readonly receipts: Promise<ReceiptActions | null>
  /** A word or sentence; `values` go in the place of their names in braces. */
  say(key: WordKey, values?: Readonly<Record<string, string>>): string
  /** what is offered, in the site's order */
  purposes(): PurposeModel[]
  /** the part of it that a banner asks for: what is not decided, or all where nothing is left to ask */
  asked(): PurposeModel[]
  /** what has changed since the last choice, in sentences */
  changes(): string[]
  /** whether the browser sends Global Privacy Control */
  signal(): boolean
  /** decisions of "Accept all": yes to what is asked for, or to what is given, but for what the opt-out signal denies */
  accept(offered?: readonly PurposeModel[]): Record<Purpose, Decision>
  /** decisions of "Reject all": no to all that is offered */
  reject(): Record<Purpose, Decision>
  /**
   * Decides; the gate has changed when the call returns.
   *
   * @param shown what was on the screen, for the receipt; default: nothing, decided by the site's own control
   */
  decide(decisions: Readonly<Record<Purpose, Decision>>, options?: ChooseOptions, shown?: Shown): Deciding
}

/** A decision that is being carried out. */
export interface Deciding {
  /** whether it ends what was on */
  takesBack: boolean
  /** resolves, once all is done, with what has been stopped and removed, in sentences; none where nothing was on */
  told: Promise<string[]>
}
