import type { PurgeReport } from '@askfirst/consent'
import type { Chunker } from './chunker.ts'
import type { Inspection } from './client.ts'
import type { Delivery } from './delivery.ts'
import type { PathContext } from './pipeline.ts'
import type { Route } from './route.ts'

/** The parts of a running client, for the few functions that join them. */
export interface Core extends Route, PathContext {
  /** what `inspect()` counts, of this page */
  counts: Pick<Inspection, 'sent' | 'dropped' | 'scrubbed'>
  chunker: Chunker
  delivery: Delivery
  /** what was sent is to be erased together with a no: the secrets that name it stay until that is done */
  erasing?: boolean
  /** resolves when what was withdrawn is gone */
  purged?(): Promise<PurgeReport>
  /** called when chunks were cut */
  onChunk?(): void
}
