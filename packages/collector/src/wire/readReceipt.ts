import { canonicalJson, isReceipt, type Receipt, verifyReceipt } from '@askfirst/consent/receipt'
import { isPlainObject } from './json.ts'
import { limits } from './limits.ts'

/** A receipt that a visitor's browser hands to the controller. */
export interface ReceiptRequest {
  site: string
  receipt: Receipt
  /** the receipt as canonical JSON: what its hash is of, but for the hash itself */
  text: string
}

/** Why a receipt can't be taken. */
export type ReceiptFault = 'bad_receipt' | 'bad_version' | 'bad_hash' | 'too_large'

/** Reads the body of `POST /v1/receipts`. A receipt has the members that it must and no others. */
export async function readReceipt(body: string): Promise<ReceiptRequest | ReceiptFault> {
  if (Buffer.byteLength(body) > limits.receiptBytes) return 'too_large'
  let value: unknown
  try {
    value = JSON.parse(body)
  } catch {
    return 'bad_receipt'
  }
  if (!isPlainObject(value)) return 'bad_receipt'
  if (value['v'] !== 1) return 'bad_version'
  const { site, receipt } = value
  if (typeof site !== 'string' || site.length > 64 || !isReceipt(receipt)) return 'bad_receipt'
  if (!(await verifyReceipt(receipt)).valid) return 'bad_hash'
  return { site, receipt, text: canonicalJson(receipt) }
}
