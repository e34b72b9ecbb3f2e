import { expect, test } from 'vitest'
import { deviceForTests, draftOf, purposeOf } from './deviceForTests.ts'
import { keepReceipt } from './keepReceipt.ts'
import type { Receipt } from './receipt.ts'
import type { ReceiptPost } from './receiptEnv.ts'
import { sendReceipt } from './sendReceipt.ts'

const url = 'https://collector.example/v1/receipts'
const yes = purposeOf('measurement', 'granted')
const no = purposeOf('marketing', 'denied')

function network(answer: () => Promise<boolean>): ReceiptPost & { posted: [string, unknown][] } {
  const posted: [string, unknown][] = []
  return {
    posted,
    hostname: () => 'shop.example',
    post: (to, text) => {
      posted.push([to, JSON.parse(text)])
      return answer()
    },
  }
}

const receiptOf = async (purposes = [yes], withdraws = false): Promise<Receipt> =>
  (await keepReceipt(draftOf(purposes, { withdraws }), deviceForTests()))!

test('posts the receipt of a yes once, for the site named or the host', async () => {
  const net = network(async () => true)
  const [all, some] = [await receiptOf(), await receiptOf([yes, no])]
  expect(await sendReceipt(all, { url }, net)).toBe(true)
  expect(await sendReceipt(some, { url, site: 'shop' }, net)).toBe(true)
  expect(net.posted).toEqual([
    [url, { v: 1, site: 'shop.example', receipt: all }],
    [url, { v: 1, site: 'shop', receipt: some }],
  ])
})

test.each([
  ['a no', [no], false],
  ['a withdrawal', [no], true],
  ['a withdrawal that leaves a yes', [yes, no], true],
])('starts no request for %s', async (_, purposes, withdraws) => {
  const net = network(async () => true)
  expect(await sendReceipt(await receiptOf(purposes, withdraws), { url }, net)).toBe(false)
  expect(net.posted).toEqual([])
})

test('tries once, and tells where it was not taken', async () => {
  for (const answer of [async () => false, () => Promise.reject(new TypeError('offline'))]) {
    const net = network(answer)
    expect(await sendReceipt(await receiptOf(), { url }, net)).toBe(false)
    expect(net.posted).toHaveLength(1)
  }
})
