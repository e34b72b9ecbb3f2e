import type { Stop } from '@askfirst/consent'
import type { BannerConsent, BannerOptions } from './bannerOptions.ts'
import { bannerText } from './bannerText.ts'
import { define } from './define.ts'
import { browserEnv } from './env.ts'

/**
 * Shows the banner as the first element of the page, until the visitor has chosen, here or in another tab.
 * It shows whatever was decided before, so that a visitor can come back and change a choice; a page that asks only
 * once looks at `consent.snapshot()` first. Where there is no document it does nothing.
 *
 * @returns takes the banner away without a decision, and without `onClose`
 * @throws AskfirstError `purpose-text`, `privacy-url`
 */
export function showBanner(consent: BannerConsent, options: BannerOptions = {}): Stop {
  const env = browserEnv()
  if (!env) return () => {}
  const { document, window } = env
  const words = bannerText(Object.keys(consent.snapshot().purposes), options, window.location.hostname)
  const Banner = define(env)
  const banner = new Banner()
  banner.setup = { consent, words, options }
  const add = (): void => {
    for (const earlier of document.querySelectorAll('askfirst-banner')) earlier.remove()
    document.body.prepend(banner)
  }
  if (document.body) add()
  // An async script in the head may run before there is a body.
  else document.addEventListener('DOMContentLoaded', add)
  return () => {
    document.removeEventListener('DOMContentLoaded', add)
    banner.remove()
  }
}
