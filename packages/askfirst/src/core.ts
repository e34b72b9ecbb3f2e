import type { PurgeReport } from '@askfirst/consent'
import type { LossReason } from '@askfirst/formats'
import type { Stream } from './chunk.ts'
import type { Inspection } from './client.ts'
import type { World } from './environment.ts'
import type { Outbox } from './outbox.ts'
import type { PathContext } from './pipeline.ts'

/** The parts of a client before anything is granted, for the few functions that join them. */
export interface Core extends PathContext {
  env: World
  /** what `inspect()` counts, of this page */
  counts: Pick<Inspection, 'sent' | 'dropped' | 'scrubbed'>
  lose(reason: LossReason, events: number): void
  /** there once the record has granted something */
  outbox?: Outbox
  /**
   * What was sent is to be erased together with a no: the secrets that name it, read before this or another tab could
   * delete them; undefined where they can't be read. They stay until that is done.
   */
  erasing?: Promise<(Stream | undefined)[] | undefined> | undefined
  /** What a failed request was to erase: for another, as long as this page is there. */
  unerased?: Core['erasing']
  /** how often the keys of hashes were forgotten on request; one for all copies of this */
  resets: { count: number }
  /** settled once they are gone */
  resetting?: Promise<unknown>
  /** the noes that this page knew before it had an outbox, by purpose */
  ended: Record<string, number>
  /** the newest decision that this page knew when it last followed, once it has read what is stored */
  heard: number
  /** resolves when what was withdrawn is gone */
  purged?(): Promise<PurgeReport>
}
