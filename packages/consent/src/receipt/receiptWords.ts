import type { ReceiptMethod, ReceiptType } from './receipt.ts'

/** The words of the printed receipt in one language. In braces stands what is put in: `{days}` a number of days. */
export interface ReceiptWords {
  /** BCP 47 */
  lang: string
  dir: 'ltr' | 'rtl'
  title: string
  /** what this is, and what it can't prove */
  lead: string
  none: string
  controller: string
  contact: string
  decided: string
  how: string
  /** how long the choice lasts */
  lasts: string
  days: string
  granted: string
  denied: string
  data: string
  recipients: string
  retention: string
  /** how a yes is taken back */
  withdrawal: string
  notice: string
  rights: string
  pack: string
  number: string
  noticeHash: string
  hash: string
  prevHash: string
  types: Readonly<Record<ReceiptType, string>>
  methods: Readonly<Record<ReceiptMethod, string>>
}

export const englishReceiptWords: ReceiptWords = {
  lang: 'en',
  dir: 'ltr',
  title: 'Receipts of your privacy choices',
  lead: 'Your browser made these when you chose and keeps the last ten. Each holds a fingerprint (hash) of itself and of the one before it, so that a change shows. It does not prove that all of them were not written anew together.',
  none: 'No choice has left a receipt on this device.',
  controller: 'Who asked',
  contact: 'How to reach them',
  decided: 'When',
  how: 'How',
  lasts: 'Lasts',
  days: '{days} days',
  granted: 'Yes',
  denied: 'No',
  data: 'Data',
  recipients: 'Who else sees it',
  retention: 'Kept for',
  withdrawal: 'How to change it',
  notice: 'Privacy notice',
  rights: 'Your rights',
  pack: 'Rules that held',
  number: 'Number',
  noticeHash: 'Hash of the words shown',
  hash: 'Hash',
  prevHash: 'Hash of the one before',
  types: {
    given: 'You said yes',
    refused: 'You said no',
    withdrawn: 'You took a yes back',
    partly: 'You said yes to some',
  },
  methods: {
    'banner-accept': 'Accept all, in the banner',
    'banner-reject': 'Reject all, in the banner',
    'centre-save': 'Saved in the privacy choices',
    api: 'By the site’s own control',
    gpc: 'By the browser’s opt-out signal',
  },
}
