export type { BannerConsent, BannerOptions } from './bannerOptions.ts'
export { showBanner } from './showBanner.ts'
