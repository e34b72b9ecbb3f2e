import { browserReceiptEnv } from './browserReceiptEnv.ts'
import type { ReceiptEnv } from './receiptEnv.ts'

/**
 * Resolves with what this device keeps, the oldest first; with nothing where storage is denied. Never rejects, and
 * leaves nothing on a device that has no receipts. Unchecked, so that a broken one still shows: `verifyReceipt` says
 * whether they are whole, `isReceipt` whether one can be read.
 */
export async function readReceipts(env: Pick<ReceiptEnv, 'read'> = browserReceiptEnv()): Promise<unknown[]> {
  try {
    return (await env.read()).kept
  } catch {
    return []
  }
}
