import { describe, expect, it } from 'vitest'
import { type KeptFor, retentionOf } from '../retention/retentionOf.ts'
import type { ReceivedEvent, StreamReport } from '../wire/readChunks.ts'
import type { Database } from './database.ts'
import { type EventStore, openEventStore } from './eventStore.ts'

const DAY = 86_400_000
const TODAY = '2026-11-20'
const NOW = Date.parse(`${TODAY}T12:00:00Z`)
const ALL = { from: '2000-01-01', to: '2100-01-01' }
const before = (days: number): string => new Date(NOW - days * DAY).toISOString().slice(0, 10)

type OpenFor = (site: string, config: KeptFor) => Promise<EventStore>

/** Days have partitions of their own, and what has been kept for its time goes, but for its numbers. */
export function retentionContract(db: () => Database, freshSite: () => string): void {
  const openFor: OpenFor = (site, config) =>
    openEventStore({ ...db(), close: async () => {} }, new Map([[site, retentionOf(config)]]), NOW)

  describe('partitions', () => partitionContract(db, freshSite))
  describe('numbers', () => numbersContract(db, freshSite, openFor))

  it('keeps an event for its whole days, and leaves its number when they are over', async () => {
    const site = freshSite()
    const store = await openFor(site, { retention: '7d' })
    for (const ago of [7, 8]) await put(store, site, [event(0, { day: before(ago) })])
    await store.expire(NOW)
    expect(await daysKept(store, site)).toEqual([before(7)])
    await store.expire(NOW + DAY)
    expect(await daysKept(store, site)).toEqual([])
    expect(await store.daily(site, ALL)).toEqual([
      { day: before(7), events: { click: 1 }, pages: {} },
      { day: before(8), events: { click: 1 }, pages: {} },
    ])
  })

  it('keeps each event as long as the plan says, and a field as long as it says of it', async () => {
    const site = freshSite()
    const store = await openFor(site, {
      retention: '60d',
      plan: {
        events: {
          signup: {
            why: 'sales',
            retention: '90d',
            props: { plan: 'keep', mail: { type: 'string', treatment: 'hash', retention: '7d' } },
          },
          view: { why: 'use', retention: '3d', props: {} },
          traced: { props: { trace: 'drop' } },
        },
        fields: { trace: { type: 'string', treatment: 'hash', why: 'faults', retention: '5d' } },
      },
    })
    const props = JSON.stringify({ plan: 'pro', mail: 'x', trace: 'y' })
    for (const ago of [4, 6, 8, 61, 91])
      await put(
        store,
        site,
        ['signup', 'view', 'other', 'traced'].map((name, seq) =>
          event(seq, { day: before(ago), name, props }),
        ),
      )
    expect((await store.expire(NOW)).get(site)).toBe(5 + 1 + 2 + 2)
    const left = (await exported(store, site)).map(({ stream, name, props: kept }) => [
      name,
      Math.floor((NOW - Date.parse(stream.slice(0, 10))) / DAY),
      Object.keys(kept).sort().join(),
    ])
    expect(left.sort()).toEqual(
      [
        ['other', 4, 'mail,plan,trace'],
        ['signup', 4, 'mail,plan,trace'],
        ['other', 6, 'mail,plan'],
        ['signup', 6, 'mail,plan'],
        ['other', 8, 'mail,plan'],
        ['signup', 8, 'plan'],
        ['signup', 61, 'plan'],
        // It says of its own what becomes of the field.
        ['traced', 4, 'mail,plan,trace'],
        ['traced', 6, 'mail,plan,trace'],
        ['traced', 8, 'mail,plan,trace'],
      ].sort(),
    )
  })
}

function numbersContract(db: () => Database, freshSite: () => string, openFor: OpenFor): void {
  it('counts what it keeps and what has gone alike, and no address that few have seen', async () => {
    const site = freshSite()
    const store = await openFor(site, { retention: '1d' })
    const day = before(3)
    const views = Array.from({ length: 12 }, (_, load) => [
      view(0, load, 'https://shop.example/often?from=mail#top'),
      // Ten times, by one page load alone.
      ...(load === 0
        ? Array.from({ length: 10 }, (_, n) => view(n + 1, load, 'https://shop.example/rare'))
        : []),
    ]).flat()
    await put(store, site, views)
    await put(store, site, [view(0, 99, 'https://shop.example/today', TODAY)])
    await store.expire(NOW)
    expect(await store.daily(site, ALL)).toEqual([
      { day: TODAY, events: { page: 1 }, pages: { 'https://shop.example/today': 1 } },
      { day, events: { page: 22 }, pages: { 'https://shop.example/often': 12, '': 10 } },
    ])
    const stored = await db().query<{ row: string }>(
      'select p::text as row from askfirst.daily_pages p where site = $1',
      [site],
    )
    expect(JSON.stringify(stored)).not.toContain('rare')
  })

  it('takes back nothing that has gone, and counts it once', async () => {
    const site = freshSite()
    const store = await openFor(site, { retention: '1d' })
    const day = before(3)
    const batch = [event(0, { day }), event(1, { day })]
    await put(store, site, batch)
    await store.expire(NOW)
    expect(await put(store, site, [...batch, event(2, { day })])).toEqual({ accepted: 1, duplicate: 2 })
    expect((await store.expire(NOW)).get(site)).toBe(1)
    expect(await store.daily(site, ALL)).toEqual([{ day, events: { click: 3 }, pages: {} }])
  })

  it('knows of streams no longer than a late retry needs', async () => {
    const site = freshSite()
    const store = await openFor(site, { retention: '1d' })
    for (const ago of [32, 33]) await put(store, site, [event(0, { day: before(ago) })])
    await store.expire(NOW)
    expect((await store.gaps(site, ALL)).map(({ day }) => day)).toEqual([before(32)])
  })

  it('expires events of a site that is no longer served, after the default', async () => {
    const [old, served] = [freshSite(), freshSite()]
    await put(await openFor(old, {}), old, [
      event(0, { day: before(751) }),
      event(1, { day: before(749), stream: 'b' }),
    ])
    const store = await openFor(served, { retention: '2000d' })
    expect((await store.expire(NOW)).get(old)).toBe(1)
    expect(await daysKept(store, old)).toEqual([before(749)])
  })
}

function partitionContract(db: () => Database, freshSite: () => string): void {
  const partitionOf = (site: string): Promise<{ seq: number; table: string }[]> =>
    db().query(
      'select seq, relname::text as table from askfirst.events e join pg_class c on c.oid = e.tableoid where site = $1 order by seq',
      [site],
    )
  const open = (now: number, site = 'none', days = '2000d'): Promise<EventStore> =>
    openEventStore(
      { ...db(), close: async () => {} },
      new Map([[site, retentionOf({ retention: days as '1d' })]]),
      now,
    )

  it('has one for each day about today, and one for any other', async () => {
    const site = freshSite()
    // Not the day of this run, which other tests open the store for.
    const then = Date.parse('2031-01-01T00:30:00Z')
    const store = await open(then)
    const days = [-2, -1, 0, 1, 2, 3].map((ahead) => new Date(then + ahead * DAY).toISOString().slice(0, 10))
    for (const [seq, day] of days.entries()) await put(store, site, [event(seq, { day })])
    expect((await partitionOf(site)).map(({ table }) => table)).toEqual([
      'events_other',
      'events_20301231',
      'events_20310101',
      'events_20310102',
      'events_20310103',
      'events_other',
    ])
  })

  it('takes in what came before it was there, once', async () => {
    const site = freshSite()
    const then = NOW + 4_000 * DAY
    const day = new Date(then).toISOString().slice(0, 10)
    const store = await open(NOW)
    await put(store, site, [event(0, { day }), event(1, { day })])
    await Promise.all([store.expire(then), store.expire(then)])
    expect(await put(store, site, [event(0, { day }), event(2, { day })])).toEqual({
      accepted: 1,
      duplicate: 1,
    })
    const table = `events_${day.replaceAll('-', '')}`
    expect(await partitionOf(site)).toEqual([0, 1, 2].map((seq) => ({ seq, table })))
  })

  it('goes when its day is over for every site, also one that was taken off and not dropped', async () => {
    const site = freshSite()
    const past = Date.parse('2020-05-05T12:00:00Z')
    const days = ['2020-05-04', '2020-05-05']
    const store = await open(past, site, '750d')
    for (const day of days) await put(store, site, [event(0, { day })])
    // As a sweep leaves it that was killed half way.
    await db().query('alter table askfirst.events detach partition askfirst.events_20200504')
    expect((await store.expire(NOW)).get(site)).toBe(2)
    const left = await db().query(
      "select 1 from pg_class where relname like 'events_2020%' and relkind = 'r'",
    )
    expect(left).toEqual([])
    expect((await store.daily(site, ALL)).map(({ day, events }) => [day, events])).toEqual(
      days.reverse().map((day) => [day, { click: 1 }]),
    )
  })
}

function put(
  store: EventStore,
  site: string,
  events: readonly ReceivedEvent[],
): ReturnType<EventStore['ingest']> {
  const streams = new Map<string, StreamReport>()
  for (const { day, stream, purpose, seq } of events) {
    const key = `${day}.${stream}`
    const known = streams.get(key) ?? { day, stream, purpose, received: [], lost: new Map(), end: null }
    streams.set(key, { ...known, received: [...known.received, [seq, seq]] })
  }
  return store.ingest(site, NOW, { events: [...events], streams: [...streams.values()] })
}

async function exported(
  store: EventStore,
  site: string,
): Promise<{ stream: string; name: string; props: Record<string, unknown> }[]> {
  const events = []
  for await (const page of store.export({ site })) events.push(...page)
  return events
}

async function daysKept(store: EventStore, site: string): Promise<string[]> {
  return (await exported(store, site)).map(({ stream }) => stream.slice(0, 10))
}

function view(seq: number, load: number, url: string, day: string = before(3)): ReceivedEvent {
  return event(seq, { day, name: 'page', stream: `load-${load}`, props: JSON.stringify({ url }) })
}

function event(seq: number, change: Partial<ReceivedEvent> = {}): ReceivedEvent {
  return {
    day: TODAY,
    stream: 'a',
    seq,
    purpose: 'measurement',
    name: 'click',
    at: NOW - 1_000,
    props: '{}',
    ...change,
  }
}
