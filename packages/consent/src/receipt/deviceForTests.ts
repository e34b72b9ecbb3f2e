import type { ReceiptDraft, ReceiptPurpose } from './receipt.ts'
import type { ReceiptEnv } from './receiptEnv.ts'

/** A device in memory. */
export interface TestDevice extends ReceiptEnv {
  /** receipts by their numbers */
  rows: Map<number, unknown>
  time: number
}

export function deviceForTests(change: Partial<TestDevice> = {}): TestDevice {
  const device: TestDevice = {
    rows: new Map(),
    time: Date.parse('2026-11-20T12:00:00Z'),
    now: () => device.time++,
    randomId: () => crypto.randomUUID(),
    sha256: (bytes) => crypto.subtle.digest('SHA-256', bytes),
    read: async () => {
      const rows = [...device.rows].sort(([a], [b]) => a - b)
      return { last: rows.at(-1)?.[0] ?? 0, kept: rows.map(([, receipt]) => receipt) }
    },
    add: async (receipt, number, gone) => {
      if (device.rows.has(number)) return false
      device.rows.set(number, receipt)
      device.rows.delete(gone)
      return true
    },
    ...change,
  }
  return device
}

export function purposeOf(
  id: string,
  decision: ReceiptPurpose['decision'],
  change: Partial<ReceiptPurpose> = {},
): ReceiptPurpose {
  return {
    id,
    label: `Label of ${id}`,
    reason: `Reason of ${id}.`,
    decision,
    data: ['pages'],
    recipients: [],
    ...change,
  }
}

export function draftOf(
  purposes: readonly ReceiptPurpose[] = [purposeOf('measurement', 'granted')],
  change: Partial<ReceiptDraft> = {},
): ReceiptDraft {
  return {
    words: { title: 'May we measure your visit?', accept: 'Accept all', reject: 'Reject all' },
    processing: {
      noticeUrl: 'https://shop.example/privacy',
      locale: 'en',
      purposes,
      pack: 'eu',
      withdrawal: 'You can change it at any time under “Privacy choices”.',
    },
    parties: { controller: 'Shop Ltd', contact: 'privacy@shop.example' },
    event: {
      method: 'banner-accept',
      layout: 'bar',
      buttonOrder: ['accept', 'reject', 'choose'],
      validDays: 180,
    },
    ...change,
  }
}
