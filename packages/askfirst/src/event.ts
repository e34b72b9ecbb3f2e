import type { LossReason, Props } from '@askfirst/formats'

/** A call of `track` on its way. Stages narrow it, one after another. */
export interface Draft {
  name: string
  purpose: string
  /** device time in ms of the call */
  at: number
  /** `seq` of the newest decision at that moment: a later no ends the event */
  decision: number
  /** what the page passed, and plugins added; plain JSON after scrub */
  props: Record<string, unknown>
  /** fields that leave as a keyed hash, or as a token: resolved by the chunk step, the one place that awaits */
  hashed: Record<string, unknown>
  /** those of them that leave as a token */
  tokens?: readonly string[]
  /** days after which the key of a hashed field is another one; a field that is not named keeps its key */
  rotate?: Readonly<Record<string, number>>
  /** fields that the plan keeps by name */
  declared: readonly string[]
}

/** A draft that has passed every synchronous stage. */
export interface ReadyEvent extends Draft {
  props: Props
}

/** A stage's verdict: the event, changed or not, or the reason why it ends here. */
export type Verdict = Draft | LossReason
