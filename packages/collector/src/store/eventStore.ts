import { type Retention, retentionOf, shortest } from '../retention/retentionOf.ts'
import type { ReceivedChunks } from '../wire/readChunks.ts'
import type { ReceiptRequest } from '../wire/readReceipt.ts'
import {
  type ConfigDocument,
  type ConfigVersion,
  configDocument,
  configHistory,
  type NewConfig,
  publishConfig,
} from './configs.ts'
import { type Daily, daily } from './daily.ts'
import type { Database } from './database.ts'
import { type Erased, erase, type StreamKey } from './erase.ts'
import { expire } from './expire.ts'
import { type ExportedEvent, type ExportFilter, exportEvents } from './exportEvents.ts'
import { type DayGaps, gaps } from './gaps.ts'
import { type Ingested, ingest } from './ingest.ts'
import { migrate } from './migrate.ts'
import { ensurePartitions } from './partitions.ts'
import { exportReceipts, keepReceipt, type ReceiptFilter, type StoredReceipt } from './receipts.ts'
import { type Stats, stats } from './stats.ts'

/** Everything that the collector asks of its store. */
export interface EventStore {
  ingest(
    site: string,
    receivedAt: number,
    chunks: Pick<ReceivedChunks, 'events' | 'streams'>,
  ): Promise<Ingested>
  erase(site: string, streams: readonly StreamKey[]): Promise<Erased>
  gaps(site: string, days: { from: string; to: string }): Promise<DayGaps[]>
  /** The numbers of each day, also where only they are left. */
  daily(site: string, days: { from: string; to: string }): Promise<Daily[]>
  /** Deletes what has been kept for its time and leaves the numbers; resolves with how many events went, by site. */
  expire(now: number): Promise<Map<string, number>>
  export(filter: ExportFilter): AsyncGenerator<ExportedEvent[]>
  stats(site: string, hours: number, now: number): Promise<Stats>
  /** What the site's owner published, the newest first. */
  configHistory(site: string, limit: number): Promise<ConfigVersion[]>
  /** One published version, the newest where none is named. */
  configDocument(site: string, version?: number): Promise<ConfigDocument | undefined>
  /** Keeps and delivers the next version; undefined where another came first. Rejects as `deliver` does. */
  publishConfig(
    site: string,
    config: NewConfig,
    deliver: () => Promise<void>,
  ): Promise<ConfigVersion | undefined>
  /** Resolves with whether the receipt is a new one. */
  keepReceipt(receivedAt: number, request: ReceiptRequest): Promise<boolean>
  exportReceipts(filter: ReceiptFilter): AsyncGenerator<StoredReceipt[]>
  /** Throws where the store does not answer. */
  check(): Promise<void>
  close(): Promise<void>
}

/** How long events are kept of sites that say nothing, or are no longer served. */
const OTHERS = retentionOf({})

/**
 * Brings the database up to date and puts the store on it. Closes the database where that fails.
 *
 * @param sites how long each keeps what, by key
 * @param now in ms
 */
export async function openEventStore(
  db: Database,
  sites: ReadonlyMap<string, Retention> = new Map(),
  now: number = Date.now(),
): Promise<EventStore> {
  const kept = (site: string): number => shortest(sites.get(site) ?? OTHERS)
  try {
    await migrate(db)
    await ensurePartitions(db, now)
  } catch (error) {
    await db.close()
    throw error
  }
  return {
    ingest: (site, receivedAt, chunks) => ingest(db, site, receivedAt, chunks, kept(site)),
    erase: (site, streams) => erase(db, site, streams),
    gaps: (site, days) => gaps(db, site, days),
    daily: (site, days) => daily(db, site, days),
    expire: (now) => expire(db, sites, OTHERS, now),
    export: (filter) => exportEvents(db, filter),
    stats: (site, hours, now) => stats(db, site, hours, now),
    configHistory: (site, limit) => configHistory(db, site, limit),
    configDocument: (site, version) => configDocument(db, site, version),
    publishConfig: (site, config, deliver) => publishConfig(db, site, config, deliver),
    keepReceipt: (receivedAt, request) => keepReceipt(db, receivedAt, request),
    exportReceipts: (filter) => exportReceipts(db, filter),
    check: async () => void (await db.query('select 1')),
    close: () => db.close(),
  }
}
