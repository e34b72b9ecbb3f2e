import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startPostgres, type TestServer } from '../../../../test/support/postgres.ts'
import { migrationContract } from './migrationContract.ts'
import { openPostgres } from './postgres.ts'
import { storeContract } from './storeContract.ts'

const server: TestServer | null = await startPostgres()
if (!server) console.info('skipped: no PostgreSQL server binaries here, and DATABASE_URL is not set')
afterAll(() => server?.stop())

describe.skipIf(!server)('the store on a PostgreSQL server', () => {
  storeContract(() => openPostgres(server!.url, () => {}))

  it(
    'takes over what each release before has left',
    () =>
      migrationContract(async (name) => {
        const admin = await openPostgres(server!.url, () => {})
        await admin.query(`create database ${name}`)
        await admin.close()
        const url = new URL(server!.url)
        url.pathname = name
        return openPostgres(String(url), () => {})
      }),
    60_000,
  )

  describe('the connection', () => {
    let told: string[] = []
    beforeAll(() => {
      told = []
    })

    it('commits to disk whatever the default of the server is', async () => {
      const db = await openPostgres(server!.url, (line) => told.push(line))
      expect(await db.query('show synchronous_commit')).toEqual([{ synchronous_commit: 'on' }])
      await db.close()
    })

    it('outlives connections that the server ends', async () => {
      const db = await openPostgres(server!.url, (line) => told.push(line))
      const other = await openPostgres(server!.url, () => {})
      await db.query('select 1')
      await other.query(
        'select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid()',
      )
      await expect.poll(() => told.length).toBeGreaterThan(0)
      expect(told[0]).toMatch(/^store: a connection failed \(57P01\)$/)
      expect(await db.query('select 1 as one')).toEqual([{ one: 1 }])
      await db.close()
      await other.close()
    })

    it('says what to check when the server does not answer', async () => {
      await expect(openPostgres('postgres://nobody@127.0.0.1:1/none', () => {})).rejects.toThrow(
        /does not answer \(ECONNREFUSED\): check `databaseUrl`/,
      )
    })
  })
})
