import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { CollectorError } from '../collectorError.ts'
import type { Database, Param, Queryable } from './database.ts'
import { takeDataLock } from './dataLock.ts'

/** ms between two vacuums */
const VACUUM_EVERY = 300_000

/**
 * Opens the embedded store in `dataDir/pg`, created where missing, and holds `dataDir/collector.lock` until it
 * is closed.
 */
export async function openPglite(
  dataDir: string,
  log: (line: string) => void,
  vacuumEvery: number = VACUUM_EVERY,
): Promise<Database> {
  try {
    mkdirSync(dataDir, { recursive: true })
  } catch (cause) {
    throw new CollectorError('store', `@askfirst/collector: can't create the data directory ${dataDir}`, {
      cause,
    })
  }
  const release = takeDataLock(dataDir)
  try {
    const cluster = join(dataDir, 'pg')
    setAsideUnfinished(cluster)
    const db = await openDurable(cluster)
    const vacuum = startVacuum(db, vacuumEvery, log)
    return {
      ...queryable(db),
      transaction: (work) => {
        vacuum.isDue = true
        return db.transaction((tx) => work(queryable(tx))) as ReturnType<typeof work>
      },
      close: async () => {
        await vacuum.stop()
        if (!db.closed) await db.close()
        release()
      },
    }
  } catch (cause) {
    release()
    throw new CollectorError(
      'store',
      `@askfirst/collector: the store in ${dataDir} does not open (${String(cause)}); restore it, or move it away to start empty`,
      { cause },
    )
  }
}

/**
 * PGlite starts PostgreSQL with fsync off, and its file system has no fsync at all: what is committed outlives the
 * process, but not the machine. With both put back a commit is on disk, which is what the collector's 200 says.
 */
async function openDurable(directory: string): Promise<PGlite> {
  const db = new PGlite({
    dataDir: directory,
    relaxedDurability: false,
    startParams: [
      ...PGlite.defaultStartParams.filter((param) => param !== '-F'),
      '-c',
      'wal_sync_method=fsync',
    ],
  })
  await db.waitReady
  const operations = (db.Module.NODEFS as unknown as { stream_ops: FileOperations }).stream_ops
  operations.fsync = (stream) => {
    fsyncSync(stream.nfd)
    return 0
  }
  // What came before, a new cluster or the replay after a crash, was written without it.
  await db.exec('checkpoint')
  writeFileSync(join(directory, FINISHED), '')
  syncTree(directory)
  return db
}

// Written before the first event can be acknowledged.
const FINISHED = 'askfirst-finished'

/** A first start that was killed leaves half a cluster, which never opens and holds nothing: out of the way with it. */
function setAsideUnfinished(directory: string): void {
  if (!existsSync(directory) || existsSync(join(directory, FINISHED))) return
  const aside = `${directory}.unfinished`
  rmSync(aside, { recursive: true, force: true })
  renameSync(directory, aside)
}

/**
 * No autovacuum runs in the embedded store: without one, rows that were erased would stay in its files and the
 * planner would know nothing of the tables. Runs only where a transaction ran since the last time.
 */
function startVacuum(
  db: PGlite,
  every: number,
  log: (line: string) => void,
): { isDue: boolean; stop: () => Promise<void> } {
  let running: Promise<unknown> = Promise.resolve()
  const state = {
    isDue: false,
    stop: async () => {
      clearInterval(timer)
      await running
    },
  }
  const timer = setInterval(() => {
    if (!state.isDue) return
    state.isDue = false
    running = db.exec('vacuum (analyze)').catch(() => log('store: a vacuum failed'))
  }, every)
  timer.unref()
  return state
}

interface FileOperations {
  fsync?: (stream: { nfd: number }) => number
}

function syncTree(path: string): void {
  for (const entry of readdirSync(path, { withFileTypes: true })) {
    const child = join(path, entry.name)
    if (entry.isDirectory()) syncTree(child)
    else if (entry.isFile()) sync(child)
  }
  sync(path)
}

function sync(path: string): void {
  const file = openSync(path, 'r')
  try {
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}

function queryable(db: Pick<PGlite, 'query'>): Queryable {
  return {
    query: async <Row>(sql: string, params: readonly Param[] = []) =>
      (await db.query<Row>(sql, [...params])).rows as Row[],
  }
}
