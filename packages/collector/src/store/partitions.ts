import type { Database, Queryable } from './database.ts'
import { rollUp } from './rollUp.ts'
import { unhurried } from './unhurried.ts'

// Collectors on one server take turns by it: 'ask3' in ASCII.
const PARTITION_LOCK = 0x61736b33
const DAY = 86_400_000
/** Days ahead that have their partition: a device's clock may be a day ahead, and the next sweep a day away. */
const AHEAD = 2
const NAMES = '^events_[0-9]{8}$'

const FOUND = `
  select from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where n.nspname = 'askfirst' and c.relname = $1::text`

/** Gives the days that events arrive for a partition of their own. Any other's events are in `events_other`. */
export async function ensurePartitions(db: Database, now: number): Promise<void> {
  for (let ahead = -1; ahead <= AHEAD; ahead++) {
    const day = dayOf(now + ahead * DAY)
    await turn(db, async (tx) => {
      if (await exists(tx, nameOf(day))) return
      const table = `askfirst.${nameOf(day)}`
      // Locked first: what others write for that day meanwhile would stand in the way of the new partition.
      await tx.query('lock table askfirst.events_other in access exclusive mode')
      await tx.query(`create table ${table} (like askfirst.events including all)`)
      await tx.query(
        `with moved as (delete from askfirst.events_other where day = '${day}' returning *)
         insert into ${table} select * from moved`,
      )
      await tx.query(
        `alter table askfirst.events attach partition ${table}
         for values from ('${day}') to ('${dayOf(Date.parse(day) + DAY)}')`,
      )
    })
  }
}

/**
 * Takes the partitions of days before `day` off, counts what they hold and drops them. Resolves with how many events
 * went, by site.
 */
export async function dropPartitions(db: Database, day: string): Promise<Map<string, number>> {
  const gone = new Map<string, number>()
  for (const name of await namesBefore(db, day)) {
    const table = `askfirst.${name}`
    // Off first, in a transaction of its own: counting a full day must not hold up those who write.
    await turn(db, async (tx) => {
      if (await attached(tx, name)) await tx.query(`alter table askfirst.events detach partition ${table}`)
    })
    await turn(db, async (tx) => {
      if (!(await exists(tx, name))) return
      const rolled = await rollUp(tx, `select site, day, stream, name, props from ${table}`)
      await tx.query(`drop table ${table}`)
      for (const { site, events } of rolled) gone.set(site, (gone.get(site) ?? 0) + events)
    })
  }
  return gone
}

/** Drops the partitions of days before `day` in which nothing is left. */
export async function dropEmpty(db: Database, day: string): Promise<void> {
  for (const name of await namesBefore(db, day))
    await turn(db, async (tx) => {
      if (!(await attached(tx, name))) return
      // Nobody writes into it between the look and the end.
      await tx.query('lock table askfirst.events in access exclusive mode')
      const [row] = await tx.query<{ some: boolean }>(`select exists (select from askfirst.${name}) as some`)
      if (!row!.some) await tx.query(`drop table askfirst.${name}`)
    })
}

/** The day of a time in ms, in UTC. */
export function dayOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10)
}

/** Partitions of days before `day`, oldest first, also those that a sweep has taken off and not dropped. */
async function namesBefore(db: Queryable, day: string): Promise<string[]> {
  const rows = await db.query<{ name: string }>(
    `select c.relname::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = 'askfirst' and c.relkind = 'r' and c.relname ~ '${NAMES}' and c.relname < $1::text
     order by 1`,
    [nameOf(day)],
  )
  return rows.map(({ name }) => name)
}

/** Asks the catalogue: `to_regclass` may answer from before this transaction had its turn. */
async function exists(tx: Queryable, name: string): Promise<boolean> {
  const [row] = await tx.query<{ there: boolean }>(`select exists (${FOUND}) as there`, [name])
  return row!.there
}

async function attached(tx: Queryable, name: string): Promise<boolean> {
  const [row] = await tx.query<{ there: boolean }>(`select exists (${FOUND} and c.relispartition) as there`, [
    name,
  ])
  return row!.there
}

function nameOf(day: string): string {
  return `events_${day.replaceAll('-', '')}`
}

async function turn(db: Database, work: (tx: Queryable) => Promise<void>): Promise<void> {
  await unhurried(db, async (tx) => {
    await tx.query('select pg_advisory_xact_lock($1::int)', [PARTITION_LOCK])
    await work(tx)
  })
}
