import { exportReceipt, readReceipts, receiptHtml } from '@askfirst/consent/receipt'
import type { ReceiptActions } from './consentModel.ts'
import { leaveReceipt } from './leaveReceipt.ts'

/** All about receipts, in a file of its own. */
export interface ReceiptFile extends ReceiptActions {
  leaveReceipt: typeof leaveReceipt
}

/** Long enough for a download to begin, or for a window to load. */
const URL_LIVES_MS = 60_000

export { leaveReceipt }

export const download: ReceiptActions['download'] = (document) => {
  const link = document.createElement('a')
  link.href = urlOf(exportReceipt(readReceipts()), 'application/json')
  link.download = 'privacy-receipts.json'
  link.click()
}

export const print: ReceiptActions['print'] = (document) => {
  // A window, not a frame, which a strict policy would refuse.
  const view = document.defaultView!.open(urlOf(receiptHtml(readReceipts()), 'text/html;charset=utf-8'))
  view?.addEventListener('load', () => view.print())
}

function urlOf(text: string, type: string): string {
  const url = URL.createObjectURL(new Blob([text], { type }))
  setTimeout(() => URL.revokeObjectURL(url), URL_LIVES_MS)
  return url
}
