/** Purposes that have words of their own in every language. */
export const KNOWN_PURPOSES = ['measurement', 'identity', 'personalization', 'marketing'] as const

/**
 * Every word that a visitor may see, but for those of purposes that the site has named itself. In braces stands what is
 * put in: `{site}` who asks, `{count}` a number, `{days}` a number of days, `{purposes}` a list of labels.
 */
export const WORD_KEYS = [
  // the banner
  'title',
  'lead',
  'outcome',
  'privacy',
  'accept',
  'reject',
  'choose',
  'announcement',
  // why it is shown again
  'newPurposes',
  'changedPurposes',
  'expired',
  // the preference centre
  'centreTitle',
  'centreLead',
  'save',
  'close',
  'on',
  'off',
  'data',
  'recipients',
  'retention',
  // Global Privacy Control
  'signalHonoured',
  'signalConflict',
  'signalOverride',
  // withdrawal, and what it has done
  'stop',
  'stopAndErase',
  'saved',
  'stopped',
  'removed',
  'inFlight',
  'remaining',
  'erased',
  'eraseFailed',
  'nothingSent',
  // the receipt
  'receipt',
  'receiptPrint',
  // purposes
  'measurement.label',
  'measurement.reason',
  'measurement.benefit',
  'identity.label',
  'identity.reason',
  'identity.benefit',
  'personalization.label',
  'personalization.reason',
  'personalization.benefit',
  'marketing.label',
  'marketing.reason',
  'marketing.benefit',
] as const

export type WordKey = (typeof WORD_KEYS)[number]
/** The words of one language: a missing one does not compile. */
export type Words = Readonly<Record<WordKey, string>>
