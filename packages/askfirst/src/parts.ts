import type { Chunker } from './chunker.ts'
import type { Core } from './core.ts'
import type { Delivery } from './delivery.ts'
import type { Route } from './route.ts'

/** The parts of an outbox at work, for the few functions that join them. */
export interface Parts extends Omit<Core, 'outbox' | 'env'>, Route {
  chunker: Chunker
  delivery: Delivery
  /** called when chunks were cut */
  onChunk?(): void
}
