import type { BannerElement } from './bannerElement.ts'
import { bannerElement } from './bannerElement.ts'
import type { Env } from './env.ts'

const TAG = 'askfirst-banner'

/** Registers `<askfirst-banner>` once, also where two copies of this package meet, and returns its class. */
export function define(env: Env): new () => BannerElement {
  const { customElements } = env.window
  if (!customElements.get(TAG)) customElements.define(TAG, bannerElement(env))
  return customElements.get(TAG) as new () => BannerElement
}
