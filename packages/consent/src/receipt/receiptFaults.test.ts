import { expect, test } from 'vitest'
import { deviceForTests, draftOf, purposeOf } from './deviceForTests.ts'
import { keepReceipt } from './keepReceipt.ts'
import type { Receipt } from './receipt.ts'
import { isReceipt, receiptFaults } from './receiptFaults.ts'

const receipt = (await keepReceipt(
  draftOf([purposeOf('measurement', 'granted', { retentionDays: 90 })]),
  deviceForTests(),
)) as Receipt
const { header, processing, parties, event } = receipt
const [purpose] = processing.purposes

test('finds nothing in a receipt, its optional members there or not', () => {
  expect(receiptFaults(receipt)).toEqual([])
  const { noticeUrl, ...least } = processing
  expect(isReceipt({ ...receipt, processing: least, parties: { controller: '' } })).toBe(true)
  expect(isReceipt({ ...receipt, processing: { ...processing, rightsUrl: noticeUrl } })).toBe(true)
})

test.each([
  [{ header: { ...header, schema: 'askfirst-receipt/2' } }, 'header.schema must be askfirst-receipt/1'],
  [{ header: { ...header, recordId: 'me@example.com' } }, 'header.recordId must be a UUID'],
  [{ header: { ...header, prevHash: 'x' } }, 'header.prevHash must be a SHA-256 in hex'],
  [{ header: null }, 'header must be an object'],
  [{ hash: receipt.hash.toUpperCase() }, 'hash must be a SHA-256 in hex'],
  [{ ip: '203.0.113.7' }, 'ip is no member of a receipt'],
  [{ event: { ...event, userAgent: 'x' } }, 'event.userAgent is no member of a receipt'],
  [{ event: { ...event, time: '2026-11-20' } }, 'event.time must be a time such as 2026-11-20T12:00:00.000Z'],
  [{ event: { ...event, time: 5 } }, 'event.time must be a time such as 2026-11-20T12:00:00.000Z'],
  [{ event: { ...event, type: 'refused' } }, 'event.type is refused, which the decisions are not'],
  [{ event: { ...event, type: 'partly' } }, 'event.type is partly, which the decisions are not'],
  [{ event: { ...event, type: 'withdrawn' } }, 'event.type is withdrawn, which the decisions are not'],
  [{ event: { ...event, validDays: -1 } }, 'event.validDays must be a number from 0'],
  [{ event: { ...event, buttonOrder: [1] } }, 'event.buttonOrder[0] must be text'],
  [{ parties: { ...parties, controller: undefined } }, 'parties.controller must be text'],
  [{ parties: [] }, 'parties must be an object'],
  [{ processing: { ...processing, purposes: [] } }, 'processing.purposes must be a list that is not empty'],
  [
    { processing: { ...processing, purposes: [{ ...purpose, decision: 'yes' }] } },
    'processing.purposes[0].decision must be granted or denied',
  ],
  [
    { processing: { ...processing, purposes: [{ ...purpose, retentionDays: '90' }] } },
    'processing.purposes[0].retentionDays must be a number from 0',
  ],
])('names the fault: %#', (change, fault) => {
  expect(receiptFaults({ ...receipt, ...change })).toEqual([fault])
})

test('is not taken in by members that every object inherits', () => {
  const inherits = JSON.parse(JSON.stringify(receipt).replace('{', '{"__proto__":{},"constructor":1,'))
  expect(receiptFaults(inherits)).toEqual([
    '__proto__ is no member of a receipt',
    'constructor is no member of a receipt',
  ])
  expect(isReceipt(Object.create(receipt))).toBe(false)
})
