export { browserReceiptEnv, browserReceiptPost, RECEIPTS_KEY } from './browserReceiptEnv.ts'
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
export type { ReceiptEnv, ReceiptPost } from './receiptEnv.ts'
export { isReceipt, receiptFaults } from './receiptFaults.ts'
export { receiptHtml } from './receiptHtml.ts'
export { englishReceiptWords, type ReceiptWords } from './receiptWords.ts'
export { type ReceiptEndpoint, sendReceipt } from './sendReceipt.ts'
export { type Verification, verifyReceipt } from './verifyReceipt.ts'
