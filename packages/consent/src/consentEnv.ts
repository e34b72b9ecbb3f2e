import type { Stop } from './consent.ts'
import type { ConsentRecord } from './record.ts'

/** The synchronous copy: what the gate reads in the deciding task. Both methods throw where storage is denied. */
export interface SyncCopy {
  read(): string | null
  write(text: string): void
}

/** The durable copy: survives what kills the browser, and is the same in every tab. */
export interface DurableCopy {
  /** The stored record. Opens nothing where no database exists, or where the browser can't tell and `known` is false. */
  read(known: boolean): Promise<ConsentRecord | null>
  /** Stores the record unless a newer one stands (ties deny); resolves with the one that stands, once it is written. */
  put(record: ConsentRecord): Promise<ConsentRecord>
  close(): void
}

/**
 * What a page tells, by the platform's names. `pageshow` only where the page comes back from bfcache; `storage`
 * where another tab has written to the synchronous copy.
 */
export type PageEvent =
  | 'visibilitychange'
  | 'pagehide'
  | 'pageshow'
  | 'prerenderingchange'
  | 'storage'
  | 'online'

/** The world, as the consent state needs it. */
export interface ConsentEnv {
  now(): number
  syncCopy: SyncCopy
  durableCopy: DurableCopy
  onPage(listener: (event: PageEvent) => void): Stop
}
