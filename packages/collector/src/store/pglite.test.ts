import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { migrationContract } from './migrationContract.ts'
import { openPglite } from './pglite.ts'
import { storeContract } from './storeContract.ts'

const directory = mkdtempSync(join(tmpdir(), 'askfirst-pglite-'))
/** Nothing of these is worth a word to the operator. */
const fail = (line: string): void => {
  throw new Error(line)
}
afterAll(() => rmSync(directory, { recursive: true, force: true }))

describe('the store on PGlite', () => {
  storeContract(() => openPglite(join(directory, 'contract'), fail))

  it(
    'takes over what each release before has left',
    () => migrationContract((name) => openPglite(join(directory, name), fail)),
    60_000,
  )

  it('starts after a first start that was killed half way', async () => {
    const dataDir = join(directory, 'half')
    mkdirSync(join(dataDir, 'pg'), { recursive: true })
    writeFileSync(join(dataDir, 'pg', 'PG_VERSION'), '18\n')
    await (await openPglite(dataDir, fail)).close()
    expect(existsSync(join(dataDir, 'pg.unfinished', 'PG_VERSION'))).toBe(true)
    const again = await openPglite(dataDir, fail)
    expect(await again.query('show fsync')).toEqual([{ fsync: 'on' }])
    await again.close()
  })

  it('lets go of its directory when the store does not open', async () => {
    const dataDir = join(directory, 'broken')
    mkdirSync(join(dataDir, 'pg'), { recursive: true })
    writeFileSync(join(dataDir, 'pg', 'PG_VERSION'), '18\n')
    writeFileSync(join(dataDir, 'pg', 'askfirst-finished'), '')
    await expect(openPglite(dataDir, fail)).rejects.toThrow(
      /does not open .* restore it, or move it away to start empty/,
    )
    expect(existsSync(join(dataDir, 'collector.lock'))).toBe(false)
  })

  it('clears away what was erased, and leaves a store alone that nobody writes to', async () => {
    const db = await openPglite(join(directory, 'half'), fail, 50)
    await db.query('create table events (seq int)')
    const vacuums = async (): Promise<number> => {
      const [row] = await db.query<{ n: number }>(
        "select vacuum_count::int as n from pg_stat_user_tables where relname = 'events'",
      )
      return row?.n ?? 0
    }
    expect(await vacuums()).toBe(0)
    await new Promise((resolve) => setTimeout(resolve, 150))
    expect(await vacuums()).toBe(0)
    await db.transaction((tx) => tx.query('select 1'))
    await expect.poll(vacuums).toBe(1)
    await db.close()
  })
})
