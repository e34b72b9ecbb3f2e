import { canonicalJson } from './canonicalJson.ts'

/** The receipts as JSON to keep: indented, members sorted, the same text for the same receipts. */
export function exportReceipt(receipts: readonly unknown[]): string {
  return `${JSON.stringify(JSON.parse(canonicalJson(receipts)), null, 2)}\n`
}
