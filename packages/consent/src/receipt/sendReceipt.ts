import { browserReceiptPost } from './browserReceiptEnv.ts'
import type { Receipt } from './receipt.ts'
import type { ReceiptPost } from './receiptEnv.ts'

/** A collector that keeps receipts. */
export interface ReceiptEndpoint {
  /** such as `https://collector.example/v1/receipts` */
  url: string
  /** the site's key at the collector; default: the page's host name */
  site?: string
}

/**
 * Hands the receipt of a yes to the controller, in one try; for hosts that have named an endpoint. Resolves with
 * whether it was taken; never rejects. A receipt that refuses or withdraws is not sent: a no starts no request.
 */
export async function sendReceipt(
  receipt: Receipt,
  endpoint: ReceiptEndpoint,
  env: ReceiptPost = browserReceiptPost(),
): Promise<boolean> {
  const { type } = receipt.event
  if (type !== 'given' && type !== 'partly') return false
  try {
    const { url, site = env.hostname() } = endpoint
    return await env.post(url, JSON.stringify({ v: 1, site, receipt }))
  } catch {
    return false
  }
}
