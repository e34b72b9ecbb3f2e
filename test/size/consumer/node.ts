import { type Collector, CollectorError, createCollector } from '@askfirst/collector'
import { assertNothingBeforeConsent, type TestPage } from 'askfirst/testing'

const collector: Promise<Collector> = createCollector({
  sites: [{ key: 'shop', origins: ['https://shop.example'] }],
  dataDir: '.askfirst',
})
export const url: Promise<string> = collector.then((open) => open.listen({ port: 0 })).then((at) => at.url)
export const code: string = new CollectorError('options', '').code
export const proof = (page: TestPage): Promise<void> =>
  assertNothingBeforeConsent(page, { url: 'https://shop.example/', idleMs: 1_000, allow: () => false })
