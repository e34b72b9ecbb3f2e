import type { Chunker } from './chunker.ts'
import type { Core } from './core.ts'
import type { Deliveries } from './deliveries.ts'
import type { Delivery } from './delivery.ts'
import type { Route } from './route.ts'

/** What the ways to all destinations have in common. */
export type Shared = Omit<Route, 'name' | 'format' | 'takes' | 'owns' | 'fields'>

/** The parts of an outbox at work, for the few functions that join them. */
export interface Parts extends Omit<Core, 'outbox' | 'env'>, Shared {
  chunker: Chunker
  routes: readonly (Route & { delivery: Delivery })[]
  /** all routes' */
  delivery: Deliveries
  /** called when chunks were cut */
  onChunk?(): void
}
