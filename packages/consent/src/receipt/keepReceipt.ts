import type { Decision } from '../consent.ts'
import { browserReceiptEnv } from './browserReceiptEnv.ts'
import { hashOf } from './hashOf.ts'
import type { Receipt, ReceiptDraft } from './receipt.ts'
import type { ReceiptEnv } from './receiptEnv.ts'
import { receiptsIn } from './receiptsIn.ts'

/** How many receipts a device keeps; the oldest goes first, and what is left still hangs together. */
const KEPT = 10

/**
 * Makes the receipt of a choice, hangs it on the one before it and keeps it on the device. Resolves with it, or with
 * null where storage or cryptography is missing; never rejects. Call it once the choice stands: hashing takes a few ms,
 * and a page that ends before leaves no receipt.
 *
 * Tabs that write at once take turns by Web Locks. Without a turn each looks again right before it writes; what the
 * platform can't exclude then is two processes between that look and the write, of which one receipt is lost.
 */
export async function keepReceipt(
  { words, withdraws, processing, parties, event }: ReceiptDraft,
  env: ReceiptEnv = browserReceiptEnv(),
): Promise<Receipt | null> {
  const has = (answer: Decision): boolean => processing.purposes.some(({ decision }) => decision === answer)
  const type = withdraws ? 'withdrawn' : !has('granted') ? 'refused' : has('denied') ? 'partly' : 'given'
  try {
    const time = new Date(env.now()).toISOString()
    return await env.lock(async () => {
      for (;;) {
        const text = env.read()
        const kept = receiptsIn(text)
        const last = kept.at(-1) as Receipt | null | undefined
        const content: Omit<Receipt, 'hash'> = {
          header: { schema: 'askfirst-receipt/1', recordId: env.randomId(), prevHash: last?.hash ?? null },
          processing: { ...processing, noticeHash: await hashOf(words, env) },
          parties,
          event: { ...event, type, time },
        }
        const receipt = { ...content, hash: await hashOf(content, env) }
        if (env.read() === text) {
          env.write(JSON.stringify([...kept, receipt].slice(-KEPT)))
          return receipt
        }
      }
    })
  } catch {
    return null
  }
}
