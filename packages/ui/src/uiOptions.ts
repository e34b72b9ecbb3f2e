import type { Words } from '@askfirst/consent/config'

/** How banner and centre are shown. Everything has a default. */
export interface UiOptions {
  /** moves the focus to the banner; for a banner that the visitor asked for. Default: false */
  focus?: boolean
  /** called once, when the visitor has closed it or a decision has (not when the stop function did) */
  onClose?: () => void
  /** the words of `locale`, given instead of loaded */
  words?: Words
  /** BCP 47 language that goes before those of configuration, page and browser */
  locale?: string
  /** who asks, where the configuration names nobody; default: the page's host name */
  hostName?: string
  /** whether every decision leaves a receipt on the device, for the visitor to keep; default: true */
  receipts?: boolean
  /** URL of a collector's proof endpoint, which gets a copy of every receipt; default: none, nothing is sent */
  endpoint?: string
}
