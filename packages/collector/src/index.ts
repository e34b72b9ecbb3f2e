export { CollectorError } from './collectorError.ts'
export type { CollectorOptions, SiteConfig } from './collectorOptions.ts'
export { type Collector, createCollector } from './createCollector.ts'
