import { CollectorError } from './collectorError.ts'
import { type KeptFor, retentionOf } from './retention/retentionOf.ts'

/** A site that may send events here. */
export interface SiteConfig extends KeptFor {
  /** public key that the SDK sends as `site`: 1 to 64 letters, digits, `_`, `-`, `.` */
  key: string
  /**
   * origins whose pages may send, such as `https://example.com`; `self` is the collector's own origin,
   * `null` is a sandboxed frame or a file, `*` is any. Requests without an `Origin` header are not from a page
   * and always accepted.
   */
  origins: readonly string[]
  /** events that the site may send a minute before 429 (default 60,000) */
  eventsPerMinute?: number
}

/** What `createCollector` takes. One of `dataDir` and `databaseUrl` is needed. */
export interface CollectorOptions {
  sites: readonly SiteConfig[]
  /** directory of the embedded store, created where missing; one process at a time */
  dataDir?: string
  /** `postgres://…` of a server, version 15 or later, used in place of `dataDir` */
  databaseUrl?: string
  /**
   * directory into which the owner's page publishes, created where missing: the first site's consent configuration as
   * `askfirst.json`, any other's as `askfirst-<key>.json`; the one that `askfirst.js` is served from. Without it they
   * are served at `/config/` alone
   */
  publishDir?: string
  /** bearer token of export, gaps, stats, dashboard and owner's page, 16 characters or more; these answer 401 without one */
  adminToken?: string
  /**
   * also takes consent receipts that pages hand over, at `POST /v1/receipts`, as the controller's proof
   * (default: false)
   */
  receipts?: boolean
  /** takes one line for each thing that an operator should know; never visitor data (default: silent) */
  log?: (line: string) => void
}

const KEY = /^[A-Za-z0-9_.-]{1,64}$/

/** Throws a `CollectorError` that names the fix where the options can't work. */
export function checkOptions(options: CollectorOptions): void {
  if (!Array.isArray(options?.sites) || options.sites.length === 0)
    refuse('`sites` is empty: name at least one, such as [{ key: "default", origins: ["self"] }]')
  const keys = new Set<string>()
  for (const site of options.sites) {
    checkSite(site)
    if (keys.has(site.key)) refuse(`the site "${site.key}" is listed twice: join the two entries`)
    keys.add(site.key)
  }
  if (!options.dataDir && !options.databaseUrl)
    refuse(
      'there is nowhere to store events: set `dataDir` (embedded store) or `databaseUrl` (PostgreSQL server)',
    )
  if (options.databaseUrl && !/^postgres(ql)?:\/\//.test(options.databaseUrl))
    refuse('`databaseUrl` must start with postgres:// or postgresql://')
  if (options.receipts !== undefined && typeof options.receipts !== 'boolean')
    refuse(`\`receipts\` is ${JSON.stringify(options.receipts)}: it must be true or false`)
  if (options.adminToken !== undefined && !/^[\x21-\x7e]{16,}$/.test(options.adminToken))
    refuse(
      '`adminToken` must be a secret that a header can carry: 16 characters or more, ASCII, without spaces',
    )
}

function checkSite(site: SiteConfig): void {
  if (typeof site?.key !== 'string' || !KEY.test(site.key))
    refuse(`a site's key must match ${KEY.source}, got ${JSON.stringify(site?.key)}`)
  if (!Array.isArray(site.origins))
    refuse(`the site "${site.key}" needs \`origins\`, such as ["https://example.com"]`)
  for (const origin of site.origins) checkOrigin(site.key, origin)
  try {
    retentionOf(site)
  } catch (cause) {
    refuse(`the site "${site.key}": ${(cause as Error).message}`, cause)
  }
  const rate = site.eventsPerMinute
  if (rate !== undefined && !(Number.isFinite(rate) && rate >= 1))
    refuse(`the site "${site.key}" has \`eventsPerMinute\` ${rate}: it must be 1 or more`)
}

function checkOrigin(key: string, origin: unknown): void {
  if (origin === '*' || origin === 'self' || origin === 'null') return
  const parsed = typeof origin === 'string' && URL.canParse(origin) ? new URL(origin).origin : undefined
  if (parsed === undefined || parsed !== origin)
    refuse(
      `the site "${key}" has the origin ${JSON.stringify(origin)}: write ${parsed && parsed !== 'null' ? `"${parsed}"` : 'scheme://host[:port]'}`,
    )
}

function refuse(message: string, cause?: unknown): never {
  throw new CollectorError('options', `@askfirst/collector: ${message}`, { cause })
}
