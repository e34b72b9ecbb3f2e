import type { SiteConfig } from '../collectorOptions.ts'
import type { ConfigFiles } from '../publish/configFiles.ts'
import type { EventStore } from '../store/eventStore.ts'
import type { CollectorMetrics } from './collectorMetrics.ts'
import type { SiteAccess } from './siteAccess.ts'

/** What the routes work with. */
export interface AppParts {
  sites: readonly SiteConfig[]
  store: EventStore
  /** where published configurations lie */
  files: ConfigFiles
  adminToken?: string | undefined
  /** whether `POST /v1/receipts` is there */
  receipts?: boolean | undefined
  log: (line: string) => void
  /** ms since the epoch */
  now: () => number
  /** default: its own */
  metrics?: CollectorMetrics
}

/** The same, and what the routes that take from visitors share. */
export interface IntakeParts extends AppParts {
  access: SiteAccess
  metrics: CollectorMetrics
}
