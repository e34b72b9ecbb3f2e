import pg from 'pg'
import { CollectorError } from '../collectorError.ts'
import type { Database, Param, Queryable } from './database.ts'

/** Opens a PostgreSQL server, version 15 or later. Failures of idle connections go to `log`, by their code alone. */
export async function openPostgres(url: string, log: (line: string) => void): Promise<Database> {
  const pool = new pg.Pool({
    connectionString: url,
    max: 10,
    connectionTimeoutMillis: 5_000,
    statement_timeout: 30_000,
    // A 2xx means on disk, whatever the server's default is.
    options: '-c synchronous_commit=on',
  })
  pool.on('error', (error) => log(`store: a connection failed (${codeOf(error)})`))
  await checkVersion(pool)
  let closing: Promise<void> | undefined
  return {
    ...queryable(pool),
    transaction: (work) => transaction(pool, work),
    close: () => {
      closing ??= pool.end()
      return closing
    },
  }
}

async function checkVersion(pool: pg.Pool): Promise<void> {
  let version: number
  try {
    const { rows } = await pool.query<{ version: number }>(
      "select current_setting('server_version_num')::int as version",
    )
    version = rows[0]?.version ?? 0
  } catch (cause) {
    await pool.end()
    throw new CollectorError(
      'store',
      `@askfirst/collector: the PostgreSQL server does not answer (${codeOf(cause)}): check \`databaseUrl\``,
      { cause },
    )
  }
  if (version >= 150_000) return
  await pool.end()
  throw new CollectorError('store', '@askfirst/collector: PostgreSQL 15 or later is needed (multirange sums)')
}

async function transaction<Result>(pool: pg.Pool, work: (tx: Queryable) => Promise<Result>): Promise<Result> {
  const client = await pool.connect()
  let broken: Error | undefined
  try {
    await client.query('begin')
    const result = await work(queryable(client))
    await client.query('commit')
    return result
  } catch (error) {
    await client.query('rollback').catch((cause: Error) => {
      broken = cause
    })
    throw error
  } finally {
    // A connection that can't roll back must not go to the next request.
    client.release(broken)
  }
}

function queryable(client: Pick<pg.Pool | pg.PoolClient, 'query'>): Queryable {
  return {
    query: async <Row>(sql: string, params: readonly Param[] = []) =>
      (await client.query(sql, [...params])).rows as Row[],
  }
}

function codeOf(error: unknown): string {
  const code = (error as { code?: unknown } | null)?.code
  return typeof code === 'string' ? code : 'no code'
}
