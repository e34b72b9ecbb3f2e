import type {
  Consent,
  ConsentChoices,
  ConsentSnapshot,
  EraseReport,
  PurgeReport,
  Purpose,
  Stop,
} from '@askfirst/consent'
import type { LossReason } from '@askfirst/formats'
import type { EventName, Plan, TrackArguments } from '@askfirst/plan'
import type { ScrubCounts } from '@askfirst/privacy'
import type { QueueTotals } from './chunk.ts'
import type { DestinationState } from './delivery.ts'
import type { Plugin } from './plugin.ts'

/** Counts of what ended before it arrived, by reason. */
export type Losses = Partial<Record<LossReason, number>>

/** Everything that the SDK knows of itself, as plain JSON: numbers and words, never a visitor's values. */
export interface Inspection {
  version: string
  /** `idle` before anything is stored, `inert` where there is no page */
  mode: 'inert' | 'idle' | 'memory' | 'indexeddb'
  consent: ConsentSnapshot
  /** events that wait in memory for a choice */
  held: number
  /** events that wait for delivery, all tabs together */
  queued: QueueTotals
  /** events of this page that a collector has accepted */
  sent: number
  /** events of this page that ended before, by reason */
  dropped: Losses
  /** values and fields that were replaced or removed, by type */
  scrubbed: ScrubCounts
  /** streams of this page that have events */
  streams: number
  destinations: DestinationState[]
}

/** The consent state: to read, to hear, and to decide as a banner does. */
export interface ClientConsent extends ConsentChoices, Pick<Consent, 'allows' | 'explain' | 'refresh'> {}

/** What `init` returns. No method throws or rejects because of what a page passes. */
export interface Client<P extends Plan = Plan> {
  track<Name extends EventName<P>>(name: Name, ...props: TrackArguments<P, Name>): void
  /** A page view of the current URL; properties given win over those read from the page. */
  page(props?: Record<string, unknown>): void
  /** Needs the purpose `identity`; otherwise a counted no-op. The id leaves as a keyed hash. */
  identify(id: string, traits?: Record<string, unknown>): void
  /** Forgets who was identified and ends all streams: what follows is not linked to what was. */
  reset(): Promise<void>
  optIn(purposes?: readonly Purpose[]): Promise<void>
  optOut(purposes?: readonly Purpose[]): Promise<PurgeReport>
  readonly consent: ClientConsent
  /** Sends what waits; resolves when it has been tried. */
  flush(): Promise<void>
  inspect(): Inspection
  /** Deletes what waits here, and has the collector erase what this device has sent. */
  erase(): Promise<EraseReport>
  use(plugin: Plugin): Stop
  /** Ends listeners, timers, patches and connections. What is stored waits for the next page. */
  shutdown(): Promise<void>
}

export const VERSION = '0.1.0'
