import { CollectorError } from '../collectorError.ts'
import type { Database } from './database.ts'
import { migrations } from './migrations.ts'

// Two collectors that start at once on one server take turns by it: 'ask1' in ASCII.
const MIGRATION_LOCK = 0x61736b31

/**
 * Brings the schema `askfirst` up to date; throws where the database is newer than this code.
 *
 * @param steps all changes of the schema that the code knows
 */
export async function migrate(db: Database, steps: readonly string[] = migrations): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.query('select pg_advisory_xact_lock($1::int)', [MIGRATION_LOCK])
    await tx.query('create schema if not exists askfirst')
    await tx.query(
      'create table if not exists askfirst.migrations (version integer primary key, applied_at timestamptz not null default now())',
    )
    const [row] = await tx.query<{ version: number }>(
      'select coalesce(max(version), 0)::int as version from askfirst.migrations',
    )
    const version = row?.version ?? 0
    if (version > steps.length)
      throw new CollectorError(
        'store',
        `@askfirst/collector: the store has schema ${version}, this version knows ${steps.length}: update the collector`,
      )
    for (let next = version; next < steps.length; next++) {
      for (const statement of statements(steps[next]!)) await tx.query(statement)
      await tx.query('insert into askfirst.migrations (version) values ($1::int)', [next + 1])
    }
  })
}

// The extended protocol takes one statement at a time; migrations are written one clause end to a line.
function statements(sql: string): string[] {
  return sql
    .split(/;[ \t]*\n/)
    .map((statement) => statement.trim())
    .filter((statement) => statement !== '')
}
