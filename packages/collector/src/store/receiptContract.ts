import { createHash } from 'node:crypto'
import { canonicalJson, type Receipt } from '@askfirst/consent/receipt'
import { expect, it } from 'vitest'
import type { ReceiptRequest } from '../wire/readReceipt.ts'
import type { EventStore } from './eventStore.ts'
import type { ReceiptFilter, StoredReceipt } from './receipts.ts'

const NOW = Date.parse('2026-11-20T12:00:00Z')

/** What every store must do with consent receipts. */
export function receiptContract(store: () => EventStore, freshSite: () => string): void {
  it('keeps a receipt once, however often and at whatever time it comes', async () => {
    const site = freshSite()
    const request = requestOf(site, 1)
    expect(await store().keepReceipt(NOW, request)).toBe(true)
    expect(await store().keepReceipt(NOW + 5, request)).toBe(false)
    const more = await Promise.all(
      Array.from({ length: 6 }, () => store().keepReceipt(NOW, requestOf(site, 2))),
    )
    expect(more.filter((isNew) => isNew)).toHaveLength(1)
    expect(await exported(store(), { site })).toHaveLength(2)
  })

  it('keeps two that claim one number, and the same one of two sites', async () => {
    const [site, other] = [freshSite(), freshSite()]
    const one = requestOf(site, 1)
    expect(await store().keepReceipt(NOW, one)).toBe(true)
    expect(await store().keepReceipt(NOW, requestOf(site, 1, 'Somebody else'))).toBe(true)
    expect(await store().keepReceipt(NOW, { ...one, site: other })).toBe(true)
    expect(await exported(store(), { site })).toHaveLength(2)
    expect(await exported(store(), { site: other })).toHaveLength(1)
  })

  it('gives a receipt back as it came, whatever its text', async () => {
    const site = freshSite()
    const request = requestOf(site, 1, `nul\0 half \ud800 quo"te\\' {},NULL; drop table x; -- ï€😀`)
    await store().keepReceipt(NOW, request)
    expect(await exported(store(), { site })).toEqual([{ site, receivedAt: NOW, receipt: request.receipt }])
  })

  it('exports more than a page in the order of arrival, and a span of time', async () => {
    const site = freshSite()
    // A thousand of one ms, so that a page ends among equal times.
    for (let i = 0; i < 1_100; i++)
      await store().keepReceipt(NOW + Math.max(0, i - 1_000), requestOf(site, i))
    const all = await exported(store(), { site })
    expect(all).toHaveLength(1_100)
    expect(new Set(all.map(({ receipt }) => (receipt as Receipt).hash)).size).toBe(1_100)
    const times = all.map(({ receivedAt }) => receivedAt)
    expect(times).toEqual([...times].sort((a, b) => a - b))
    expect(await exported(store(), { site, from: NOW + 10, to: NOW + 20 })).toHaveLength(10)
    expect(await exported(store(), { site: freshSite() })).toEqual([])
  })
}

async function exported(store: EventStore, filter: ReceiptFilter): Promise<StoredReceipt[]> {
  const receipts: StoredReceipt[] = []
  for await (const page of store.exportReceipts(filter)) receipts.push(...page)
  return receipts
}

function requestOf(site: string, number: number, controller = 'Shop Ltd'): ReceiptRequest {
  const content: Omit<Receipt, 'hash'> = {
    header: {
      schema: 'askfirst-receipt/1',
      recordId: `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`,
      prevHash: null,
    },
    processing: {
      noticeHash: 'a'.repeat(64),
      locale: 'en',
      purposes: [
        { id: 'measurement', label: 'L', reason: 'R', decision: 'granted', data: [], recipients: [] },
      ],
      pack: 'eu',
      withdrawal: 'At any time.',
    },
    parties: { controller },
    event: {
      type: 'given',
      time: new Date(NOW).toISOString(),
      method: 'api',
      layout: 'none',
      buttonOrder: [],
      validDays: 180,
    },
  }
  const hash = createHash('sha256').update(canonicalJson(content)).digest('hex')
  const receipt: Receipt = { ...content, hash }
  return { site, receipt, text: canonicalJson(receipt) }
}
