import { expect, test } from 'vitest'
import { memoryRows } from './memoryRows.ts'
import { purgeRows } from './purgeRows.ts'
import { createSeal, KEY_MS, type PlainPart, type SealedRow, type SealKey } from './seal.ts'

const NOW = 1_800_000_000_000
const VALUE = { lines: '{"name":"bought","props":{"sku":"tea-7"}}', secret: 'of a stream' }
const { subtle } = crypto

/** A tab's seal over rows that other tabs may share. */
function tab(database = memoryRows()) {
  const clock = { now: NOW }
  const { run } = database
  const randomBytes = (length: number): Uint8Array<ArrayBuffer> =>
    crypto.getRandomValues(new Uint8Array(length))
  const made = createSeal(subtle, { randomBytes, now: () => clock.now }, (prefix) =>
    run('readonly', ({ all }) => all(prefix)),
  )
  const read = async (key: string): Promise<[SealedRow | undefined, SealKey[]]> =>
    (await run('readonly', ({ all }) => Promise.all([all(key).then(([row]) => row), all('e')]))) as [
      SealedRow | undefined,
      SealKey[],
    ]
  return {
    ...made,
    clock,
    database,
    put: async (rowKey: string, purpose = 'measurement', decision = 1) => {
      const puts = await made.seal(rowKey, { id: rowKey.slice(1), purpose, decision }, VALUE)
      await run('readwrite', async (rows) => {
        for (const [key, row] of puts) void rows.put(key, row)
      })
    },
    /** What is read of a row, with some of it changed. */
    opened: async (rowKey: string, changed: Partial<SealedRow> = {}, as = rowKey) => {
      const [row, keys] = await read(rowKey)
      return row && made.open(as, { ...row, ...changed } as SealedRow, keys)
    },
    row: async (rowKey: string) =>
      (await read(rowKey))[0] as SealedRow & { iv: Uint8Array; sealed: ArrayBuffer },
    keys: async () => (await read(''))[1],
  }
}

test('what one tab has sealed another opens, and nothing of it stands in the row', async () => {
  const one = tab()
  await one.put('c1')
  expect(await tab(one.database).opened('c1')).toEqual(VALUE)
  const { sealed, ...rest } = await one.row('c1')
  const text = String.fromCharCode(...new Uint8Array(sealed)) + JSON.stringify(rest)
  for (const part of ['bought', 'sku', 'tea', 'secret', 'stream']) expect(text).not.toContain(part)
})

test('a row that was moved, changed, or sealed by another schema does not open', async () => {
  const { put, opened, row, keys } = tab()
  await put('c1')
  await put('c2')
  const { sealed, iv } = await row('c1')
  const [{ key, id }] = (await keys()) as [SealKey]
  expect(await opened('c1', {}, 'c2')).toBeUndefined()
  for (let at = 0; at < sealed.byteLength; at++) {
    const bytes = new Uint8Array(sealed.slice(0))
    bytes[at]! ^= 1
    expect(await opened('c1', { sealed: bytes.buffer })).toBeUndefined()
  }
  expect(await opened('c1', { sealed: sealed.slice(0, -1) })).toBeUndefined()
  expect(await opened('c1', { iv: (await row('c2')).iv as Uint8Array<ArrayBuffer> })).toBeUndefined()
  const sealedUnder = (schema: number): Promise<ArrayBuffer> => {
    const additionalData = new TextEncoder().encode(`askfirst-queue\nc1\n${schema}`)
    const bytes = new TextEncoder().encode(JSON.stringify(VALUE))
    return subtle.encrypt({ name: 'AES-GCM', iv: new Uint8Array(iv), additionalData }, key, bytes)
  }
  expect(await opened('c1', { sealed: await sealedUnder(0), key: id })).toBeUndefined()
  expect(await opened('c1', { sealed: await sealedUnder(1), key: id })).toEqual(VALUE)
})

test('every purpose and every decision has a key of its own, which opens nothing of the others', async () => {
  const { put, opened, keys } = tab()
  await put('c1', 'measurement', 1)
  await put('c2', 'marketing', 1)
  await put('c3', 'measurement', 2)
  const ids = (await keys()).map(({ id }) => id)
  expect(ids).toHaveLength(3)
  const results = await Promise.all(ids.map((key) => opened('c1', { key })))
  expect(results.filter((value) => value !== undefined)).toEqual([VALUE])
})

test('keys can’t be read out', async () => {
  const { put, keys } = tab()
  await put('c1')
  const [{ key }] = (await keys()) as [SealKey]
  expect(key.extractable).toBe(false)
  for (const form of ['raw', 'jwk'] as const) await expect(subtle.exportKey(form, key)).rejects.toThrow()
})

test('no IV serves twice, not even for the same row', async () => {
  const { seal } = tab()
  const plain: PlainPart = { id: '1', purpose: 'measurement', decision: 1 }
  const ivs = new Set<string>()
  for (let n = 0; n < 1_000; n++) {
    const [, row] = (await seal('c1', plain, VALUE)).find(([key]) => key === 'c1')!
    ivs.add((row as { iv: Uint8Array }).iv.join())
  }
  expect(ivs.size).toBe(1_000)
  expect([...ivs].every((iv) => iv.split(',').length === 12)).toBe(true)
})

test('a key serves every tab of its 30 days, and then another takes its place', async () => {
  const one = tab()
  await one.put('c1')
  const two = tab(one.database)
  two.clock.now = NOW + KEY_MS - 1
  await two.put('c2')
  expect(await one.keys()).toHaveLength(1)
  for (const each of [one, two]) {
    each.clock.now = NOW + KEY_MS
    await each.put(`c3${each === one}`)
  }
  expect(await one.keys()).toHaveLength(2)
  // A key from what was thought to be next month does not outlast this one.
  one.clock.now = NOW - KEY_MS
  await one.put('c4')
  expect(await one.keys()).toHaveLength(3)
  for (const row of ['c1', 'c2', 'c3true', 'c3false', 'c4']) expect(await two.opened(row)).toEqual(VALUE)
})

test('after a purge nothing opens, whatever copy of the rows is left', async () => {
  const { put, row, open, keys, database } = tab()
  await put('c1')
  await put('s1')
  await put('c2', 'marketing')
  const left = await row('c1')
  await purgeRows(database.run, ['measurement'], 'cekst')
  expect(await open('c1', left, await keys())).toBeUndefined()
  expect((await keys()).map(({ purpose }) => purpose)).toEqual(['marketing'])
  expect(await database.run('readonly', ({ keys: all }) => all('c'))).toEqual(['c2'])
})

test('after a no a key is not made again from what this page remembers', async () => {
  const { put, forget, keys, database } = tab()
  await put('c1')
  const [before] = (await keys()) as [SealKey]
  await purgeRows(database.run, ['measurement'], 'cekst')
  forget(['measurement'])
  await put('c2')
  expect((await keys()).map(({ id }) => id)).not.toContain(before.id)
})

test('a key that can’t be read is asked for again', async () => {
  const failing = { on: true }
  const randomBytes = (length: number): Uint8Array<ArrayBuffer> => new Uint8Array(length)
  const { seal } = createSeal(subtle, { randomBytes, now: () => NOW }, async () => {
    if (failing.on) throw new Error('the disk is broken')
    return []
  })
  const plain: PlainPart = { id: '1', purpose: 'measurement', decision: 1 }
  await expect(seal('c1', plain, VALUE)).rejects.toThrow('the disk is broken')
  failing.on = false
  expect((await seal('c1', plain, VALUE)).map(([key]) => key[0])).toEqual(['e', 'c'])
})

test('without cryptography a row is as it is', async () => {
  const { seal, open } = createSeal(undefined, { randomBytes: () => new Uint8Array(), now: () => NOW })
  const plain: PlainPart = { id: '1', purpose: 'measurement', decision: 1 }
  const puts = await seal('c1', plain, VALUE)
  expect(puts).toEqual([['c1', { ...plain, value: VALUE }]])
  expect(await open('c1', puts[0]![1] as SealedRow, [])).toEqual(VALUE)
})
