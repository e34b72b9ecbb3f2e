import type { Purpose } from '@askfirst/consent'
import type { ScrubCounts } from '@askfirst/privacy'
import type { Chunker } from './chunker.ts'
import type { Losses } from './client.ts'
import type { Delivery } from './delivery.ts'
import type { Hold } from './hold.ts'
import type { Settings } from './options.ts'
import type { PipelineContext } from './pipeline.ts'
import type { Plugin } from './plugin.ts'
import type { Route } from './route.ts'

/** The parts of a running client, for the few functions that join them. */
export interface Core extends Route {
  settings: Settings
  /** what `inspect()` counts, of this page */
  counts: { sent: number; dropped: Losses; scrubbed: ScrubCounts }
  path: PipelineContext & { plugins: Plugin[] }
  hold: Hold
  chunker: Chunker
  delivery: Delivery
  /** purposes whose streams run */
  active: Set<Purpose>
  /** called when chunks were cut */
  onChunk(): void
}
