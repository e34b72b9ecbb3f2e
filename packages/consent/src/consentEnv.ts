import type { Stop } from './consent.ts'
import type { ConsentRecord } from './record.ts'

/** The synchronous copy: what the gate reads in the deciding task. */
export interface SyncCopy {
  /** raw text, null where there is none; throws where storage is denied */
  read(): string | null
  /** throws where storage is denied or full */
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

/** The world, as the consent state needs it. */
export interface ConsentEnv {
  now(): number
  syncCopy: SyncCopy
  durableCopy: DurableCopy
  /** null where the browser has no BroadcastChannel */
  channel(listener: (message: unknown) => void): Channel | null
  /** Calls back whenever the record may have changed unseen: storage event, shown again, restored from bfcache. */
  onWake(listener: () => void): Stop
  /** Calls back before the page may be put into bfcache. */
  onSleep(listener: () => void): Stop
}
