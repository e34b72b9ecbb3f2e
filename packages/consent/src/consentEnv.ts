import type { Decision, Purpose, Stop } from './consent.ts'
import type { ConsentRecord } from './record.ts'

/** The synchronous copy: what the gate reads in the deciding task. Both methods throw where storage is denied. */
export interface SyncCopy {
  read(): string | null
  write(text: string): void
}

/** The durable copy: survives what kills the browser, and is the same in every tab. */
export interface DurableCopy {
  /**
   * Stores the record, if one is given, beside what stands (the newest wins, ties deny); resolves with what stands then.
   * Without a record it opens nothing unless the browser says that there is a database.
   */
  exchange(record: ConsentRecord | null): Promise<ConsentRecord | null>
  close(): void
}

/**
 * What a page tells:
 * - `hidden`, `visible`: its visibility has changed
 * - `pagehide`: it ends; `suspend`: it goes into bfcache; `resume`: it comes back from there
 * - `prerenderingchange`: it is shown for the first time
 * - `storage`: another tab has written to the synchronous copy
 * - `online`: the network is back
 */
export type PageEvent =
  | 'hidden'
  | 'visible'
  | 'pagehide'
  | 'suspend'
  | 'resume'
  | 'prerenderingchange'
  | 'storage'
  | 'online'

/** What others say about consent, asked anew each time. */
export interface Signals {
  /** the browser sends Global Privacy Control */
  gpc?: boolean | undefined
  /** the site's kill switch: everything is off, whatever was chosen */
  blocked?: boolean | undefined
  /** what a consent platform of somebody else says, for a site that has one: purposes left out are still open */
  external?: Readonly<Record<Purpose, Decision>> | undefined
}

/** The world, as the consent state needs it. */
export interface ConsentEnv {
  now(): number
  syncCopy: SyncCopy
  durableCopy: DurableCopy
  signals(): Signals
  onPage(listener: (event: PageEvent) => void): Stop
}
