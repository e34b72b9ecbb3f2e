import type { ConsentRules, Words } from '@askfirst/consent/config'

/** How a model is made, without or with something drawn. Everything has a default. */
export interface ModelOptions {
  /** the words of `locale`, given instead of loaded */
  words?: Words
  /** BCP 47 language that goes before those of configuration, page and browser */
  locale?: string
  /** who asks, where the configuration names nobody; default: the page's host name */
  hostName?: string
  /** whether every decision leaves a receipt on the device, for the visitor to keep; default: true */
  receipts?: boolean
  /** URL of a collector's proof endpoint, which gets the receipt of every yes; default: none, nothing is sent */
  endpoint?: string
  /**
   * the rules that the choices stand by, for the receipt, and what the opt-out signal covers; default: opt-in, 180 days,
   * `marketing`
   */
  rules?: Pick<ConsentRules, 'pack' | 'lasts'> & Partial<Pick<ConsentRules, 'signal'>>
}

/** How banner and centre are shown. Everything has a default. */
export interface UiOptions extends ModelOptions {
  /** moves the focus to the banner; for a banner that the visitor asked for. Default: false */
  focus?: boolean
  /** called once, when the visitor has closed it or a decision has (not when the stop function did) */
  onClose?: (() => void) | undefined
}
