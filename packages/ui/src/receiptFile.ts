import { exportReceipt, readReceipts, receiptHtml } from '@askfirst/consent/receipt'
import type { ReceiptActions } from './consentModel.ts'
import { leaveReceipt } from './leaveReceipt.ts'

/** All about receipts, in a file of its own. */
export interface ReceiptFile extends ReceiptActions {
  leaveReceipt: typeof leaveReceipt
}

/** Long enough for a download to begin, or for a window to load. */
const URL_LIVES_MS = 60_000
const LOOK_MS = 50

export { leaveReceipt }

export const download: ReceiptActions['download'] = async (document) => {
  const link = document.createElement('a')
  link.href = urlOf(exportReceipt(await readReceipts()), 'application/json')
  link.download = 'privacy-receipts.json'
  link.click()
}

export const print: ReceiptActions['print'] = async (document) => {
  // Opened in the click itself: a window that comes later is a pop-up. A strict policy would refuse a frame.
  const view = document.defaultView!.open()
  const url = urlOf(receiptHtml(await readReceipts()), 'text/html;charset=utf-8')
  if (!view) return
  view.location.replace(url)
  // Looked at and not listened to: the empty document that stands there first has a `load` as well, at its own time.
  const look = (tries: number): void => {
    if (view.closed || !tries) return
    if (view.location.href === url && view.document.readyState === 'complete') view.print()
    else setTimeout(look, LOOK_MS, tries - 1)
  }
  look(URL_LIVES_MS / LOOK_MS)
}

function urlOf(text: string, type: string): string {
  const url = URL.createObjectURL(new Blob([text], { type }))
  setTimeout(() => URL.revokeObjectURL(url), URL_LIVES_MS)
  return url
}
