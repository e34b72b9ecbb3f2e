import type { WordKey } from './wordKeys.ts'

/** A text in one language, or by BCP 47 language; the first language named is the one that counts for its meaning. */
export type Text = string | Readonly<Record<string, string>>

/** What is asked, in which words and in which look: all that a site owner may publish, as `askfirst.json`. */
export interface ConsentConfig {
  /** for editors: where the JSON Schema is; means nothing here */
  $schema?: string
  /** who asks; default: the page's host name */
  controller?: {
    name: string
    /** how a visitor reaches them: a mail address or a URL */
    contact?: string
    /** http(s) or relative URL */
    privacyUrl?: string
  }
  /** what visitors are asked for, in this order */
  purposes: readonly PurposeConfig[]
  banner?: {
    /** false: nobody is asked, and so nothing is collected; default: true */
    show?: boolean
    /** default: `bar` */
    layout?: 'bar' | 'box' | 'dialog'
    /** block edge, and for the box the inline edge too; default: `bottom` */
    position?: 'top' | 'bottom' | 'bottom-start' | 'bottom-end' | 'top-start' | 'top-end'
    /** default: `auto`, as the visitor's system */
    theme?: 'auto' | 'light' | 'dark'
  }
  /** BCP 47; default: the page's `lang`, then the browser's languages, then English */
  language?: string
  /** own words by language, instead of the built-in ones */
  words?: Readonly<Record<string, Readonly<Partial<Record<WordKey, string>>>>>
}

export interface PurposeConfig {
  /** such as `measurement`; `necessary` is never asked for */
  id: string
  /** a few words; needed, with `reason` and `benefit`, for purposes that have no built-in words */
  label?: Text
  /** one plain sentence: what is done with what */
  reason?: Text
  /** what the visitor gets for a yes */
  benefit?: Text
  /** categories of data */
  data?: readonly string[]
  /** who else sees it */
  recipients?: readonly string[]
  retentionDays?: number
}
