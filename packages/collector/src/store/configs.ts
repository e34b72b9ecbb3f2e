import type { Database, Queryable } from './database.ts'

/** One published consent configuration. */
export interface ConfigVersion {
  /** 1 for the first of a site, one more each time */
  version: number
  /** ms since the epoch */
  at: number
  /** the name that was given at publishing */
  by: string
  /** what it means for visitors who have chosen already */
  change: ConfigChange
  /** the version that a roll-back brought back, or null */
  restores: number | null
}

/** How far a configuration moves from the one before it, and for which purposes visitors are asked again. */
export interface ConfigChange {
  class: string
  purposes: string[]
}

/** The same with its document: JSON text, as visitors get it. */
export interface ConfigDocument extends ConfigVersion {
  document: string
}

/** What is to be published. */
export interface NewConfig extends Omit<ConfigDocument, 'version'> {
  /** the version that its author has seen; 0 where nothing had been published */
  basedOn: number
}

const COLUMNS = `version, extract(epoch from published_at)::float8 * 1000 as at, published_by as by,
  change_class as class, asked_again as purposes, restores`

/** The versions of a site, the newest first. */
export async function configHistory(db: Database, site: string, limit: number): Promise<ConfigVersion[]> {
  const rows = await db.query<VersionRow>(
    `select ${COLUMNS} from askfirst.configs where site = $1 order by version desc limit $2::int`,
    [site, limit],
  )
  return rows.map(toVersion)
}

/** One version with its document, or the newest; undefined where there is none. */
export async function configDocument(
  db: Queryable,
  site: string,
  version?: number,
): Promise<ConfigDocument | undefined> {
  const [row] = await db.query<VersionRow & { document: string }>(
    `select ${COLUMNS}, document from askfirst.configs
     where site = $1 and ($2::int is null or version = $2::int) order by version desc limit 1`,
    [site, version ?? null],
  )
  return row && { ...toVersion(row), document: row.document }
}

/**
 * Keeps a configuration as the site's next version, and runs `deliver` before that stands: where it fails, nothing
 * was published. Returns undefined, and does neither, where `basedOn` is not the newest version.
 */
export async function publishConfig(
  db: Database,
  site: string,
  config: NewConfig,
  deliver: () => Promise<void>,
): Promise<ConfigVersion | undefined> {
  const { basedOn, document, ...rest } = config
  return db.transaction(async (tx) => {
    // One at a time for a site, so that files are delivered in the order of their versions.
    await tx.query('select pg_advisory_xact_lock(hashtext($1))', [`askfirst config ${site}`])
    const newest = (await configDocument(tx, site))?.version ?? 0
    if (newest !== basedOn) return undefined
    const version = newest + 1
    await tx.query(
      `insert into askfirst.configs
         (site, version, published_at, published_by, change_class, asked_again, restores, document)
       values ($1, $2::int, to_timestamp($3::float8 / 1000), $4, $5, $6::text[], $7::int, $8)`,
      [site, version, rest.at, rest.by, rest.change.class, rest.change.purposes, rest.restores, document],
    )
    await deliver()
    return { version, ...rest }
  })
}

interface VersionRow {
  version: number
  at: number
  by: string
  class: string
  purposes: string[]
  restores: number | null
}

function toVersion({ version, at, by, class: kind, purposes, restores }: VersionRow): ConfigVersion {
  return { version, at: Math.round(at), by, change: { class: kind, purposes }, restores }
}
