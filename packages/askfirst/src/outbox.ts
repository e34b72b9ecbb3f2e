import type { EraseReport, PageEvent, PurgeReport } from '@askfirst/consent'
import type { Stream } from './chunk.ts'
import type { Inspection } from './client.ts'
import type { ReadyEvent } from './event.ts'

/**
 * What keeps and sends events: in the page only once the record grants something. Before, nothing could store or send
 * if it wanted to.
 */
export interface Outbox {
  /** Follows the record: what is denied ends now, what is granted begins, what waited is sent on its way. */
  follow(): void
  /** Resolves when what was withdrawn is gone, with what that has done. */
  purged(): Promise<PurgeReport>
  /** Follows the page's life. */
  page(event: PageEvent): void
  /** Whether the purpose's stream runs. */
  has(purpose: string): boolean
  /** Takes an event of a purpose whose stream runs. */
  add(event: ReadyEvent): void
  flush(): Promise<void>
  inspect(): Pick<Inspection, 'mode' | 'queued' | 'streams' | 'destinations'>
  /** Ends all streams and forgets the keys of hashes. */
  reset(): Promise<void>
  /** What names what was sent; rejects where it can't be read. */
  streams(): Promise<(Stream | undefined)[]>
  erase(): Promise<EraseReport>
  /** Has the collector erase what was sent for the purposes that a choice denies; `named` tells it, as of the choice. */
  eraseDenied(
    decisions: Readonly<Record<string, unknown>>,
    named: Promise<(Stream | undefined)[] | undefined>,
  ): Promise<EraseReport['collector']>
  /** Sends what waits in this task, and nothing after. */
  end(): void
  /** Ends timers, requests and connections. */
  stop(): Promise<void>
}
