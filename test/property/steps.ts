import type { Step } from './scenario.ts'

type Said = Extract<Step, { do: 'yes' | 'no' }>
type Tracking = Extract<Step, { do: 'track' }>

/** What the first tab's visitor and page do most, and the waits between. */
export const yes: Said = { do: 'yes', tab: 0 }
export const no: Said = { do: 'no', tab: 0 }
/** An event without anything to hash. */
export const track: Tracking = { do: 'track', tab: 0, purpose: 'measurement' }
/** An event with a member that is hashed. */
export const hashed: Tracking = { do: 'track', tab: 0, purpose: 'marketing' }
export const wait = (ms: number): Step => ({ do: 'wait', ms })
/** Long enough for a decision to be everywhere. */
export const settled: Step = wait(500)
export const begin: readonly Step[] = [yes, settled]
