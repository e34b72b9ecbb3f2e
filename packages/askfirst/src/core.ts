import type { PurgeReport } from '@askfirst/consent'
import type { Stream } from './chunk.ts'
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
  /**
   * What was sent is to be erased together with a no: the secrets that name it, read before this or another tab could
   * delete them; undefined where they can't be read. They stay until that is done.
   */
  erasing?: Promise<(Stream | undefined)[] | undefined> | undefined
  /** resolves when what was withdrawn is gone */
  purged?(): Promise<PurgeReport>
  /** called when chunks were cut */
  onChunk?(): void
}
