import type { Consent, Purpose } from '@askfirst/consent'

/** The part of the consent state that a banner needs. */
export type BannerConsent = Pick<Consent, 'snapshot' | 'subscribe' | 'optIn' | 'optOut'>

/** How the banner speaks. Everything has a default that is true for a site with the standard purposes. */
export interface BannerOptions {
  /** who asks, as a visitor knows them; default: the page's host name */
  controller?: string
  /** where the privacy notice is: an http(s) or relative URL; default: no link */
  privacyUrl?: string
  /**
   * One plain sentence for each purpose, which a visitor who knows nothing of the site understands.
   * Needed for every purpose but `measurement` and `identity`, which have their own.
   */
  purposes?: Readonly<Record<Purpose, string>>
  /** moves the focus to the banner; for a banner that the visitor asked for. Default: false */
  focus?: boolean
  /** called once, when a decision has closed the banner (not when the stop function did) */
  onClose?: () => void
}
