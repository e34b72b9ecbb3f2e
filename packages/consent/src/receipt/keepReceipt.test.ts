import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { canonicalJson } from './canonicalJson.ts'
import { deviceForTests, draftOf, purposeOf } from './deviceForTests.ts'
import { keepReceipt } from './keepReceipt.ts'
import { readReceipts } from './readReceipts.ts'
import type { Receipt } from './receipt.ts'
import { isReceipt } from './receiptFaults.ts'
import { verifyReceipt } from './verifyReceipt.ts'

const yes = purposeOf('measurement', 'granted')
const no = purposeOf('marketing', 'denied')
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

test('makes a receipt of what was shown and decided, and keeps it', async () => {
  const device = deviceForTests()
  const draft = draftOf([yes, no])
  const receipt = await keepReceipt(draft, device)
  expect(receipt).toEqual({
    header: { schema: 'askfirst-receipt/1', recordId: expect.any(String), prevHash: null },
    processing: {
      ...draft.processing,
      noticeHash: sha256(
        '{"accept":"Accept all","reject":"Reject all","title":"May we measure your visit?"}',
      ),
    },
    parties: draft.parties,
    event: { ...draft.event, type: 'partly', time: '2026-11-20T12:00:00.000Z' },
    hash: expect.any(String),
  })
  const { hash, ...content } = receipt!
  expect(hash).toBe(sha256(canonicalJson(content)))
  expect(isReceipt(receipt)).toBe(true)
  expect(await readReceipts(device)).toEqual([receipt])
})

test.each([
  ['given', [yes], false],
  ['refused', [no], false],
  ['refused', [no, purposeOf('measurement', 'denied')], false],
  ['partly', [yes, no], false],
  ['withdrawn', [no], true],
  ['withdrawn', [yes, no], true],
])('is of type %s: %#', async (type, purposes, withdraws) => {
  const receipt = await keepReceipt(draftOf(purposes, { withdraws }), deviceForTests())
  expect(receipt?.event.type).toBe(type)
  expect(isReceipt(receipt)).toBe(true)
})

test('each word that was shown counts for the hash of the words', async () => {
  const device = deviceForTests()
  const words = draftOf().words
  const hashes = new Set<string>()
  for (const shown of [words, { ...words, reject: 'No' }, { ...words, more: '' }])
    hashes.add((await keepReceipt(draftOf([yes], { words: shown }), device))!.processing.noticeHash)
  expect(hashes.size).toBe(3)
})

test('hangs each on the one before it and keeps the last ten, which still hang together', async () => {
  const device = deviceForTests()
  const made: (Receipt | null)[] = []
  for (let i = 0; i < 13; i++) made.push(await keepReceipt(draftOf(), device))
  expect(await readReceipts(device)).toEqual(made.slice(-10))
  expect(made.map((receipt) => receipt?.header.prevHash)).toEqual([
    null,
    ...made.slice(0, -1).map((receipt) => receipt?.hash),
  ])
  expect(new Set(made.map((receipt) => receipt?.header.recordId)).size).toBe(13)
  expect(await verifyReceipt(await readReceipts(device))).toEqual({ valid: true, problems: [] })
})

test('loses none of those that are made at once', async () => {
  const device = deviceForTests()
  const made = await Promise.all(Array.from({ length: 8 }, () => keepReceipt(draftOf(), device)))
  const kept = await readReceipts(device)
  expect(kept).toHaveLength(8)
  expect(kept).toEqual(expect.arrayContaining(made))
  expect(await verifyReceipt(kept)).toEqual({ valid: true, problems: [] })
})

test('is made anew, on the one that has come in between, where its number was taken', async () => {
  const device = deviceForTests()
  const first = await keepReceipt(draftOf(), device)
  const { add } = device
  const other: Receipt[] = []
  const numbers: number[] = []
  const slow = deviceForTests({
    rows: device.rows,
    read: device.read,
    add: async (receipt, number, gone) => {
      numbers.push(number)
      if (other.length === 0) other.push((await keepReceipt(draftOf(), device))!)
      return add(receipt, number, gone)
    },
  })
  const receipt = await keepReceipt(draftOf(), slow)
  expect(numbers).toEqual([2, 3])
  expect(receipt?.header.prevHash).toBe(other[0]!.hash)
  expect(await readReceipts(device)).toEqual([first, ...other, receipt])
})

test('gives null, and does not try for ever, where every number is taken', async () => {
  let tries = 0
  const add = async (): Promise<boolean> => {
    tries++
    return false
  }
  expect(await keepReceipt(draftOf(), deviceForTests({ add }))).toBeNull()
  expect(tries).toBe(100)
})

const denied = (): never => {
  throw new DOMException('denied', 'SecurityError')
}
const rejects = (): Promise<never> => Promise.reject(new DOMException('denied', 'SecurityError'))
test.each([
  ['storage that can not be read', { read: rejects }],
  ['storage that can not be opened', { read: denied }],
  ['storage that can not be written', { add: rejects }],
  ['no random numbers', { randomId: denied }],
  ['no SHA-256', { sha256: denied }],
  ['no clock', { now: () => Number.NaN }],
])('gives null with %s, and keeps nothing', async (_, change) => {
  const device = deviceForTests(change)
  expect(await keepReceipt(draftOf(), device)).toBeNull()
  expect(device.rows.size).toBe(0)
})

test('keeps what is broken beside it, for the check to find', async () => {
  const device = deviceForTests({ rows: new Map([[1, null]]) })
  const receipt = await keepReceipt(draftOf(), device)
  expect(await readReceipts(device)).toEqual([null, receipt])
  expect((await verifyReceipt(await readReceipts(device))).valid).toBe(false)
})

test.each([
  ['throws', denied],
  ['rejects', rejects],
])('reads nothing where storage is denied: %s', async (_, read) => {
  expect(await readReceipts(deviceForTests({ read }))).toEqual([])
})

test('takes about a kilobyte for one purpose', async () => {
  const receipt = await keepReceipt(draftOf(), deviceForTests())
  expect(JSON.stringify(receipt).length).toBeLessThan(1_100)
})
