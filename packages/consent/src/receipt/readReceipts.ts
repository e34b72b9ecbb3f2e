import { browserReceiptEnv } from './browserReceiptEnv.ts'
import type { ReceiptEnv } from './receiptEnv.ts'
import { receiptsIn } from './receiptsIn.ts'

/**
 * What this device keeps, the oldest first; empty where storage is denied or holds something else. Unchecked, so that
 * a broken one still shows: `verifyReceipt` says whether they are whole, `isReceipt` whether one can be read.
 */
export function readReceipts(env: Pick<ReceiptEnv, 'read'> = browserReceiptEnv()): unknown[] {
  try {
    return receiptsIn(env.read())
  } catch {
    return []
  }
}
