import type { Purpose } from '@askfirst/consent'
import type { BannerOptions } from './bannerOptions.ts'
import { configError } from './configError.ts'
import { privacyLink } from './privacyLink.ts'

/** Every word that the banner shows, in the order in which it shows them. */
export interface BannerText {
  title: string
  /** who asks, and for what */
  lead: string
  /** one sentence a purpose */
  purposes: readonly string[]
  /** what a no does, and that the choice can be changed */
  outcome: string
  privacy?: string
  accept: string
  reject: string
  /** read out once by a screen reader */
  announcement: string
}

const SENTENCES: Readonly<Record<Purpose, string>> = {
  measurement: 'Count visits and see how the site is used.',
  identity: 'Connect your visits to the account that you sign in to.',
}

/**
 * Puts the banner's words together.
 *
 * @param hostName the page's host name; empty on `file:` pages
 * @throws AskfirstError `purpose-text` for a purpose without a sentence, `privacy-url` for a URL that is no web page
 */
export function bannerText(
  purposes: readonly Purpose[],
  options: BannerOptions,
  hostName: string,
): BannerText {
  const who = options.controller?.trim() || hostName || 'This site'
  return {
    title: 'May we measure your visit?',
    lead: `${who} asks to:`,
    purposes: purposes.map((purpose) => sentence(purpose, options.purposes)),
    outcome:
      'If you reject, nothing of this is collected and only your choice is remembered. You can change your choice at any time.',
    ...(options.privacyUrl === undefined ? {} : { privacy: privacyLink(options.privacyUrl) }),
    accept: 'Accept all',
    reject: 'Reject all',
    announcement: `${who} asks for a privacy choice. You find it at the start of the page.`,
  }
}

function sentence(purpose: Purpose, own: BannerOptions['purposes']): string {
  const text = own?.[purpose]?.trim() || (Object.hasOwn(SENTENCES, purpose) && SENTENCES[purpose])
  if (!text)
    throw configError(
      'purpose-text',
      `say what "${purpose}" is for in one sentence: options.purposes.${purpose}`,
    )
  return text
}
