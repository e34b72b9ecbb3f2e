export type { BannerOptions } from './bannerOptions.ts'
export { showBanner } from './showBanner.ts'
