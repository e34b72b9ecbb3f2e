import type { Decision } from '../consent.ts'
import { browserReceiptEnv } from './browserReceiptEnv.ts'
import { hashOf } from './hashOf.ts'
import type { Receipt, ReceiptDraft } from './receipt.ts'
import type { ReceiptEnv } from './receiptEnv.ts'

/** How many receipts a device keeps; the oldest goes first, and what is left still hangs together. */
const KEPT = 10
/** Each failed try is the success of another receipt, so this is how many may come in between. */
const TRIES = 100

/**
 * Makes the receipt of a choice, hangs it on the one before it and keeps it on the device. Resolves with it, or with
 * null where storage or cryptography is missing; never rejects. Call it once the choice stands: hashing and storing take
 * some ms, and a page that ends before leaves no receipt.
 *
 * Needs no lock: of two tabs that hang a receipt on the same one, one finds the number taken and makes its own anew.
 */
export async function keepReceipt(
  { words, withdraws, processing, parties, event }: ReceiptDraft,
  env: ReceiptEnv = browserReceiptEnv(),
): Promise<Receipt | null> {
  const has = (answer: Decision): boolean => processing.purposes.some(({ decision }) => decision === answer)
  const type = withdraws ? 'withdrawn' : !has('granted') ? 'refused' : has('denied') ? 'partly' : 'given'
  try {
    const time = new Date(env.now()).toISOString()
    const noticeHash = await hashOf(words, env)
    for (let tries = 0; tries < TRIES; tries++) {
      const { last, kept } = await env.read()
      const newest = kept.at(-1) as Receipt | null | undefined
      const content: Omit<Receipt, 'hash'> = {
        header: { schema: 'askfirst-receipt/1', recordId: env.randomId(), prevHash: newest?.hash ?? null },
        processing: { ...processing, noticeHash },
        parties,
        event: { ...event, type, time },
      }
      const receipt = { ...content, hash: await hashOf(content, env) }
      const number = last + 1
      if (await env.add(receipt, number, number - KEPT)) return receipt
    }
  } catch {
    // Null, as told above.
  }
  return null
}
