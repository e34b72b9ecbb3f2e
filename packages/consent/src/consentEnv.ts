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

export interface Channel {
  post(message: unknown): void
  close(): void
}

/**
 * What a page tells:
 * - `hidden`, `visible`: it may end unseen; it is seen again
 * - `leaving`: unloaded, frozen or put into bfcache; `restored`: back from bfcache
 * - `shown`: first shown after prerendering
 * - `stored`: another tab has written to the synchronous storage
 * - `online`: the network is back
 */
export type PageEvent = 'hidden' | 'visible' | 'leaving' | 'restored' | 'shown' | 'stored' | 'online'

/** The world, as the consent state needs it. */
export interface ConsentEnv {
  now(): number
  syncCopy: SyncCopy
  durableCopy: DurableCopy
  /** null where the browser has no BroadcastChannel */
  channel(listener: (message: unknown) => void): Channel | null
  onPage(listener: (event: PageEvent) => void): Stop
}
