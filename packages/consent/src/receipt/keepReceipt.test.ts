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
  expect(readReceipts(device)).toEqual([receipt])
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
  expect(readReceipts(device)).toEqual(made.slice(-10))
  expect(made.map((receipt) => receipt?.header.prevHash)).toEqual([
    null,
    ...made.slice(0, -1).map((receipt) => receipt?.hash),
  ])
  expect(new Set(made.map((receipt) => receipt?.header.recordId)).size).toBe(13)
  expect(await verifyReceipt(readReceipts(device))).toEqual({ valid: true, problems: [] })
})

test('loses none of those that are made at once, also without locks', async () => {
  const device = deviceForTests()
  const made = await Promise.all(Array.from({ length: 8 }, () => keepReceipt(draftOf(), device)))
  const kept = readReceipts(device)
  expect(kept).toHaveLength(8)
  expect(kept).toEqual(expect.arrayContaining(made))
  expect(await verifyReceipt(kept)).toEqual({ valid: true, problems: [] })
})

test('takes its turn', async () => {
  const calls: string[] = []
  const device = deviceForTests({
    lock: async (work) => {
      calls.push('turn')
      const result = await work()
      calls.push('end')
      return result
    },
  })
  const { read, write } = device
  device.read = () => {
    calls.push('read')
    return read()
  }
  device.write = (text) => {
    calls.push('write')
    write(text)
  }
  await keepReceipt(draftOf(), device)
  expect(calls).toEqual(['turn', 'read', 'read', 'write', 'end'])
})

const denied = (): never => {
  throw new DOMException('denied', 'SecurityError')
}
test.each([
  ['storage that can not be read', { read: denied }],
  ['storage that can not be written', { write: denied }],
  ['no random numbers', { randomId: denied }],
  ['no SHA-256', { sha256: denied }],
  ['no clock', { now: () => Number.NaN }],
])('gives null with %s, and keeps nothing', async (_, change) => {
  const device = deviceForTests(change)
  expect(await keepReceipt(draftOf(), device)).toBeNull()
  expect(device.text).toBeNull()
})

test.each(['', '{', 'null', '"text"', '{}', '5', '{"flat":1}'])(
  'starts anew where %j is stored',
  async (text) => {
    const device = deviceForTests({ text })
    expect(readReceipts(device)).toEqual([])
    const receipt = await keepReceipt(draftOf(), device)
    expect(receipt?.header.prevHash).toBeNull()
    expect(readReceipts(device)).toEqual([receipt])
  },
)

test('keeps what is broken beside it, for the check to find', async () => {
  const device = deviceForTests({ text: '[null]' })
  const receipt = await keepReceipt(draftOf(), device)
  expect(readReceipts(device)).toEqual([null, receipt])
  expect((await verifyReceipt(readReceipts(device))).valid).toBe(false)
})

test('reads nothing where storage is denied', () => {
  expect(readReceipts(deviceForTests({ read: denied }))).toEqual([])
})

test('leaves room for ten: about a kilobyte for one purpose', async () => {
  const receipt = await keepReceipt(draftOf(), deviceForTests())
  expect(JSON.stringify(receipt).length).toBeLessThan(1_100)
})
