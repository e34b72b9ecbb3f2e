import type { Decision } from '../consent.ts'

/** - `given`: yes to all; `refused`: no to all; `partly`: some of each; `withdrawn`: a yes was taken back by it */
export type ReceiptType = 'given' | 'refused' | 'withdrawn' | 'partly'
export type ReceiptMethod = 'banner-accept' | 'banner-reject' | 'centre-save' | 'api' | 'gpc'
export type ReceiptLayout = 'bar' | 'box' | 'dialog' | 'centre' | 'none'

/** One purpose as the visitor was asked for it, and the answer. */
export interface ReceiptPurpose {
  id: string
  label: string
  reason: string
  decision: Decision
  /** categories of data */
  data: readonly string[]
  /** who else sees it */
  recipients: readonly string[]
  retentionDays?: number
}

/**
 * The proof of one choice, in the shape of ISO/IEC TS 27560. It holds no address, no user agent and no identifier of
 * the visitor or the device; its own `recordId` is drawn for it alone.
 */
export interface Receipt {
  header: {
    schema: 'askfirst-receipt/1'
    /** random UUID */
    recordId: string
    /** `hash` of the receipt before it on this device, null for the first */
    prevHash: string | null
  }
  processing: {
    /** SHA-256 of the canonical JSON (RFC 8785) of the words as shown, 64 hex digits */
    noticeHash: string
    noticeUrl?: string
    /** BCP 47, of the words */
    locale: string
    purposes: readonly ReceiptPurpose[]
    /** the rules that held: `eu`, `fr`, ... */
    pack: string
    /** how a yes is taken back, in the words that the visitor was shown */
    withdrawal: string
    rightsUrl?: string
  }
  parties: {
    /** who asked */
    controller: string
    /** a mail address or a URL */
    contact?: string
  }
  event: {
    type: ReceiptType
    /** device time, ISO 8601 in UTC with ms */
    time: string
    method: ReceiptMethod
    layout: ReceiptLayout
    /** the buttons in the order shown, such as `['accept', 'reject', 'choose']`; empty where there were none */
    buttonOrder: readonly string[]
    /** how long the choice lasts */
    validDays: number
  }
  /** SHA-256 of the canonical JSON (RFC 8785) of all the rest, 64 hex digits */
  hash: string
}

/** What `keepReceipt` makes a receipt of; the rest it finds out itself. */
export interface ReceiptDraft {
  /** every word that was on the screen, as shown: names put in, language chosen */
  words: Readonly<Record<string, string>>
  /** whether the choice takes a yes back */
  withdraws?: boolean
  processing: Omit<Receipt['processing'], 'noticeHash'>
  parties: Receipt['parties']
  event: Omit<Receipt['event'], 'type' | 'time'>
}
