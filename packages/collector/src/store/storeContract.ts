import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ReceivedEvent, StreamReport } from '../wire/readChunks.ts'
import { configContract } from './configContract.ts'
import type { Database } from './database.ts'
import { type EventStore, openEventStore } from './eventStore.ts'
import type { ExportedEvent, ExportFilter } from './exportEvents.ts'
import { migrations } from './migrations.ts'
import { receiptContract } from './receiptContract.ts'
import { retentionContract } from './retentionContract.ts'

const DAY = '2026-11-20'
const NOW = Date.parse('2026-11-20T12:00:00Z')
const ALL = { from: '2000-01-01', to: '2100-01-01' }

/** What every store must do, whatever holds it. `open` is called once. */
export function storeContract(open: () => Promise<Database>): void {
  let db: Database
  let store: EventStore
  let sites = 0
  /** A site of its own for each test, so that all can share one store. */
  const freshSite = (): string => `contract-${process.pid}-${Date.now()}-${sites++}`

  beforeAll(async () => {
    db = await open()
    store = await openEventStore(db)
  }, 60_000)
  afterAll(() => store?.close())

  it('migrates once, whoever asks', async () => {
    await openEventStore({ ...db, close: async () => {} })
    const rows = await db.query<{ n: number }>('select count(*)::int as n from askfirst.migrations')
    expect(rows).toEqual([{ n: migrations.length }])
  })

  it('refuses a database that is newer than the code', async () => {
    await db.query('insert into askfirst.migrations (version) values (999)')
    let closed = false
    const opening = openEventStore({
      ...db,
      close: async () => {
        closed = true
      },
    })
    await expect(opening).rejects.toThrow(/update the collector/)
    expect(closed).toBe(true)
    await db.query('delete from askfirst.migrations where version = 999')
  })

  describe('ingest', () => ingestContract(() => store, freshSite))
  describe('gaps', () => gapsContract(() => store, freshSite))
  describe('erase', () => eraseContract(() => store, freshSite))
  describe('reading', () => readingContract(() => store, freshSite))
  describe('published configurations', () => configContract(() => store, freshSite))
  describe('receipts', () => receiptContract(() => store, freshSite))
  describe('retention', () => retentionContract(() => db, freshSite))

  it('rolls back a whole request when a part of it fails', async () => {
    const site = freshSite()
    const bad = event(1, { props: '{"broken' })
    await expect(
      store.ingest(site, NOW, { events: [event(0), bad], streams: [stream([[0, 1]])] }),
    ).rejects.toThrow()
    expect(await exported(store, { site })).toEqual([])
    expect(await store.gaps(site, ALL)).toEqual([])
    expect(await store.ingest(site, NOW, { events: [event(0)], streams: [stream([[0, 0]])] })).toEqual({
      accepted: 1,
      duplicate: 0,
    })
  })
}

function ingestContract(store: () => EventStore, freshSite: () => string): void {
  it('stores an event once, whatever comes again', async () => {
    const site = freshSite()
    const batch = { events: [event(0), event(1), event(1)], streams: [stream([[0, 1]])] }
    expect(await store().ingest(site, NOW, batch)).toEqual({ accepted: 2, duplicate: 1 })
    expect(await store().ingest(site, NOW + 5, batch)).toEqual({ accepted: 0, duplicate: 3 })
    const events = await exported(store(), { site })
    expect(events.map(({ seq, receivedAt }) => [seq, receivedAt])).toEqual([
      [0, NOW],
      [1, NOW],
    ])
  })

  it('stores it once when many requests bring it at the same time', async () => {
    const site = freshSite()
    const events = Array.from({ length: 50 }, (_, seq) => event(seq))
    const replies = await Promise.all(
      Array.from({ length: 8 }, () => store().ingest(site, NOW, { events, streams: [stream([[0, 49]])] })),
    )
    expect(replies.reduce((sum, { accepted }) => sum + accepted, 0)).toBe(50)
    expect(replies.reduce((sum, { duplicate }) => sum + duplicate, 0)).toBe(350)
    expect(await exported(store(), { site })).toHaveLength(50)
  })

  it('keeps the same number of two streams, days and sites apart', async () => {
    const [one, two] = [freshSite(), freshSite()]
    const other = { day: '2026-11-19' }
    const events = [event(0), event(0, other), event(0, { stream: name('b') })]
    const streams = [stream([[0, 0]]), stream([[0, 0]], other), stream([[0, 0]], { stream: name('b') })]
    for (const site of [one, two])
      expect(await store().ingest(site, NOW, { events, streams })).toEqual({ accepted: 3, duplicate: 0 })
  })

  it('gives text back as it came', async () => {
    const site = freshSite()
    const props = {
      'quo"te\\': `{"a",NULL}\n'; drop table x; --`,
      '': '',
      'ünï€😀': ['NULL', null, 1.5e-7, true],
    }
    const odd = event(0, { name: 'a"b,{}\\', purpose: 'NULL', props: JSON.stringify(props) })
    await store().ingest(site, NOW, { events: [odd], streams: [stream([[0, 0]])] })
    const [found] = await exported(store(), { site })
    expect(found).toEqual({
      site,
      stream: `${DAY}.${name('a')}`,
      seq: 0,
      purpose: 'NULL',
      name: 'a"b,{}\\',
      at: NOW - 1_000,
      receivedAt: NOW,
      props,
    })
  })

  it('takes a request that holds no stream', async () => {
    expect(await store().ingest(freshSite(), NOW, { events: [], streams: [] })).toEqual({
      accepted: 0,
      duplicate: 0,
    })
  })
}

function gapsContract(store: () => EventStore, freshSite: () => string): void {
  it('tells received, explained, unexplained and unknown apart, to the number', async () => {
    const site = freshSite()
    // Of 12 numbers: 0-2 and 6 arrived, 3-4 are explained, 5 and 7-11 are not.
    const ended = stream(
      [
        [0, 2],
        [6, 6],
      ],
      { lost: new Map([['queue_full', [[3, 4]]]]), end: 12 },
    )
    // Without an end mark nothing is known beyond 4.
    const open = stream(
      [
        [0, 1],
        [4, 4],
      ],
      { stream: name('b') },
    )
    await store().ingest(site, NOW, { events: [], streams: [ended, open] })
    expect(await store().gaps(site, ALL)).toEqual([
      {
        day: DAY,
        streams: 2,
        ended: 1,
        unknownTails: 1,
        received: 7,
        explained: { queue_full: 2 },
        unexplained: 6 + 2,
      },
    ])
  })

  it('counts a report that comes again once', async () => {
    const site = freshSite()
    const report = stream([[0, 9]], { lost: new Map([['refused', [[10, 12]]]]), end: 13 })
    for (let i = 0; i < 3; i++) await store().ingest(site, NOW, { events: [], streams: [report] })
    const [day] = await store().gaps(site, ALL)
    expect(day).toMatchObject({ streams: 1, received: 10, explained: { refused: 3 }, unexplained: 0 })
  })

  it('lets what arrived win over what was said to be lost, and one reason over the next', async () => {
    const site = freshSite()
    await store().ingest(site, NOW, {
      events: [],
      streams: [
        stream([], {
          lost: new Map([
            ['storage', [[0, 4]]],
            ['denied', [[3, 6]]],
          ]),
        }),
      ],
    })
    await store().ingest(site, NOW, { events: [], streams: [stream([[0, 0]], { end: 7 })] })
    const [day] = await store().gaps(site, ALL)
    expect(day).toMatchObject({
      received: 1,
      explained: { denied: 4, storage: 2 },
      unexplained: 0,
      unknownTails: 0,
    })
  })

  it('closes a gap when the late batch arrives', async () => {
    const site = freshSite()
    await store().ingest(site, NOW, { events: [], streams: [stream([[5, 9]], { end: 10 })] })
    expect(await store().gaps(site, ALL)).toMatchObject([{ unexplained: 5 }])
    await store().ingest(site, NOW, { events: [], streams: [stream([[0, 4]])] })
    expect(await store().gaps(site, ALL)).toMatchObject([{ unexplained: 0, ended: 1 }])
  })

  it('reports each day by itself, newest first, inside the span', async () => {
    const site = freshSite()
    const streams = ['2026-11-18', '2026-11-19', '2026-11-20'].map((day) => stream([[0, 0]], { day }))
    await store().ingest(site, NOW, { events: [], streams })
    const days = await store().gaps(site, { from: '2026-11-19', to: '2026-11-20' })
    expect(days.map(({ day }) => day)).toEqual(['2026-11-20', '2026-11-19'])
  })
}

function eraseContract(store: () => EventStore, freshSite: () => string): void {
  const key = { day: DAY, stream: name('a') }

  it('deletes the streams and lets nothing of them come back', async () => {
    const site = freshSite()
    const lost = stream([[0, 1]], { lost: new Map([['denied', [[2, 2]]]]), end: 3 })
    const other = { stream: name('b') }
    const batch = { events: [event(0), event(1), event(0, other)], streams: [lost, stream([[0, 0]], other)] }
    await store().ingest(site, NOW, batch)
    expect(await store().erase(site, [key])).toEqual({ events: 2, streams: 1 })
    expect(await store().ingest(site, NOW, batch)).toEqual({ accepted: 0, duplicate: 3 })
    expect((await exported(store(), { site })).map(({ stream }) => stream)).toEqual([`${DAY}.${name('b')}`])
    expect(await store().gaps(site, ALL)).toMatchObject([{ streams: 1, received: 1, explained: {} }])
    expect(await store().erase(site, [key])).toEqual({ events: 0, streams: 0 })
  })

  it('bars a stream that has not arrived yet, and no other site', async () => {
    const [site, elsewhere] = [freshSite(), freshSite()]
    await store().erase(site, [key])
    const batch = { events: [event(0)], streams: [stream([[0, 0]])] }
    expect(await store().ingest(site, NOW, batch)).toEqual({ accepted: 0, duplicate: 1 })
    expect(await store().ingest(elsewhere, NOW, batch)).toEqual({ accepted: 1, duplicate: 0 })
  })

  it('leaves nothing behind when batches and the erasure race', async () => {
    for (let round = 0; round < 8; round++) {
      const site = freshSite()
      const batches = Array.from({ length: 6 }, (_, seq) =>
        store().ingest(site, NOW, { events: [event(seq)], streams: [stream([[seq, seq]])] }),
      )
      await Promise.all([...batches.slice(0, 3), store().erase(site, [key]), ...batches.slice(3)])
      expect(await exported(store(), { site })).toEqual([])
      expect(await store().gaps(site, ALL)).toEqual([])
    }
  })
}

function readingContract(store: () => EventStore, freshSite: () => string): void {
  it('exports more than a page, in order, and filters by day and time', async () => {
    const site = freshSite()
    const events = Array.from({ length: 2_500 }, (_, seq) => event(seq, { at: NOW - 10_000 + seq }))
    const old = event(0, { day: '2026-11-19', at: NOW - 86_400_000 })
    await store().ingest(site, NOW, { events: [...events, old], streams: [stream([[0, 2_499]])] })
    const all = await exported(store(), { site })
    expect(all.map(({ seq }) => seq)).toEqual([0, ...events.map(({ seq }) => seq)])
    expect(await exported(store(), { site, day: '2026-11-19' })).toHaveLength(1)
    const span = await exported(store(), { site, from: NOW - 10_000, to: NOW - 9_990 })
    expect(span.map(({ seq }) => seq)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
    expect(await exported(store(), { site: freshSite() })).toEqual([])
  })

  it('counts for the dashboard', async () => {
    const site = freshSite()
    const page = (seq: number, url: unknown): ReceivedEvent =>
      event(seq, { name: 'page', props: JSON.stringify({ url }) })
    const vital = (seq: number, metric: string, value: unknown, rating: string): ReceivedEvent =>
      event(seq, { name: 'vital', props: JSON.stringify({ metric, value, rating }) })
    const events = [
      page(0, 'https://a.example/one?utm_source=x#top'),
      page(1, 'https://a.example/one'),
      page(2, 'https://a.example/two'),
      page(3, { not: 'text' }),
      vital(4, 'LCP', 1_000, 'good'),
      vital(5, 'LCP', 2_000, 'good'),
      vital(6, 'LCP', 5_000, 'poor'),
      vital(7, 'CLS', 0.3, 'poor'),
      vital(8, 'CLS', 'NaN', 'good'),
      vital(9, '<script>', 1, 'good'),
      event(10, { at: NOW - 30 * 3_600_000 }),
    ]
    await store().ingest(site, NOW, { events, streams: [stream([[0, 10]])] })
    const stats = await store().stats(site, 24, NOW)
    expect(stats.totals).toEqual({ events: 10, pageViews: 4, streams: 1 })
    expect(stats.pages).toEqual([
      { url: 'https://a.example/one', views: 2 },
      { url: 'https://a.example/two', views: 1 },
    ])
    expect(stats.vitals).toEqual([
      {
        metric: 'LCP',
        p75: 3_500,
        rating: 'needs-improvement',
        count: 3,
        good: 2,
        needsImprovement: 0,
        poor: 1,
      },
      { metric: 'CLS', p75: 0.3, rating: 'poor', count: 1, good: 0, needsImprovement: 0, poor: 1 },
    ])
    expect(stats.series.buckets.reduce((sum, bucket) => sum + bucket.events, 0)).toBe(10)
    expect(stats.series.buckets.length).toBeGreaterThan(24)
    expect(stats.gaps).toMatchObject({ streams: 1, received: 11, unexplained: 0 })
    expect(stats.latest).toHaveLength(11)
    expect(stats.latest[0]?.props).toBeTypeOf('object')
  })

  it('counts nothing for a site that has sent nothing', async () => {
    const stats = await store().stats(freshSite(), 1, NOW)
    expect(stats.totals).toEqual({ events: 0, pageViews: 0, streams: 0 })
    expect(stats.series.buckets.length).toBeGreaterThanOrEqual(60)
    expect([stats.pages, stats.vitals, stats.latest]).toEqual([[], [], []])
  })
}

async function exported(store: EventStore, filter: ExportFilter): Promise<ExportedEvent[]> {
  const events: ExportedEvent[] = []
  for await (const page of store.export(filter)) events.push(...page)
  return events
}

function name(letter: string): string {
  return letter.repeat(22)
}

function event(seq: number, change: Partial<ReceivedEvent> = {}): ReceivedEvent {
  return {
    day: DAY,
    stream: name('a'),
    seq,
    purpose: 'measurement',
    name: 'click',
    at: NOW - 1_000,
    props: '{}',
    ...change,
  }
}

function stream(received: StreamReport['received'], change: Partial<StreamReport> = {}): StreamReport {
  return {
    day: DAY,
    stream: name('a'),
    purpose: 'measurement',
    received,
    lost: new Map(),
    end: null,
    ...change,
  }
}
