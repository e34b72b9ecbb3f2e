export { browserReceiptEnv, browserReceiptPost } from './browserReceiptEnv.ts'
export { canonicalJson } from './canonicalJson.ts'
export { exportReceipt } from './exportReceipt.ts'
export { hashOf } from './hashOf.ts'
export { keepReceipt } from './keepReceipt.ts'
export { readReceipts } from './readReceipts.ts'
export type {
  Receipt,
  ReceiptDraft,
  ReceiptLayout,
  ReceiptMethod,
  ReceiptPurpose,
  ReceiptType,
} from './receipt.ts'
export type { KeptReceipts, ReceiptEnv, ReceiptPost } from './receiptEnv.ts'
export { isReceipt, receiptFaults } from './receiptFaults.ts'
export { receiptHtml } from './receiptHtml.ts'
export { RECEIPTS_DATABASE } from './receiptRows.ts'
export { englishReceiptWords, type ReceiptWords } from './receiptWords.ts'
export { type ReceiptEndpoint, sendReceipt } from './sendReceipt.ts'
export { type Verification, verifyReceipt } from './verifyReceipt.ts'
