import { expect } from 'vitest'
import type { Database } from './database.ts'
import { openEventStore } from './eventStore.ts'
import { migrate } from './migrate.ts'
import { migrations } from './migrations.ts'

const NOW = Date.parse('2026-11-20T12:00:00Z')
const DAY = '2026-11-20'
const ALL = { from: '2000-01-01', to: '2100-01-01' }
const [KEPT, ERASED] = ['k'.repeat(22), 'e'.repeat(22)]

/**
 * Every earlier schema, as it was released, with what it held: nothing is lost, counted twice or brought back.
 *
 * @param open opens an empty database of that name
 */
export async function migrationContract(open: (name: string) => Promise<Database>): Promise<void> {
  for (let version = 1; version < migrations.length; version++) {
    const db = await open(`version_${version}`)
    await migrate(db, migrations.slice(0, version))
    await fill(db)
    const store = await openEventStore(db, undefined, NOW)
    const batch = [event(KEPT, 0), event(KEPT, 1), event(ERASED, 0)]
    const streams = [KEPT, ERASED].map((stream) => ({
      day: DAY,
      stream,
      purpose: 'measurement',
      received: [[0, 1] as [number, number]],
      lost: new Map(),
      end: null,
    }))
    expect(await store.ingest('shop', NOW, { events: batch, streams })).toEqual({ accepted: 1, duplicate: 2 })
    const kept = []
    for await (const page of store.export({ site: 'shop' })) kept.push(...page)
    expect(kept.map(({ stream, seq, props }) => [stream, seq, props])).toEqual([
      [`2026-11-19.${KEPT}`, 0, { old: true }],
      [`${DAY}.${KEPT}`, 0, { old: true }],
      [`${DAY}.${KEPT}`, 1, { old: false }],
    ])
    expect(await store.gaps('shop', ALL)).toMatchObject([
      { day: DAY, streams: 1, ended: 1, received: 2, explained: { queue_full: 3 }, unexplained: 0 },
    ])
    expect((await store.expire(NOW)).size).toBe(0)
    await store.close()
  }
}

/** As the collector of that release wrote it. */
async function fill(db: Database): Promise<void> {
  for (const day of ['2026-11-19', DAY])
    await db.query(
      `insert into askfirst.events (site, day, stream, seq, purpose, name, at, received_at, props)
       values ('shop', '${day}', $1, 0, 'measurement', 'click', '${day}T10:00Z', '${day}T10:01Z', '{"old":true}')`,
      [KEPT],
    )
  await db.query(
    `insert into askfirst.streams (site, day, stream, purpose, received, ended)
     values ('shop', '${DAY}', $1, 'measurement', '{[0,1)}', 5)`,
    [KEPT],
  )
  await db.query(
    `insert into askfirst.losses (site, day, stream, reason, ranges)
     values ('shop', '${DAY}', $1, 'queue_full', '{[2,5)}')`,
    [KEPT],
  )
  await db.query(`insert into askfirst.tombstones (site, day, stream) values ('shop', '${DAY}', $1)`, [
    ERASED,
  ])
}

function event(
  stream: string,
  seq: number,
): { day: string; stream: string; seq: number; purpose: string; name: string; at: number; props: string } {
  return { day: DAY, stream, seq, purpose: 'measurement', name: 'click', at: NOW, props: '{"old":false}' }
}
