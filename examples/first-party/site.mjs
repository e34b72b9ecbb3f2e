/** What the recipes have in common: where they listen, and the collector that they take in. */
import { createCollector } from '@askfirst/collector'

export const port = Number(process.env.PORT ?? 8790)
export const page = '<!doctype html><title>Shop</title><h1>Shop</h1>'
export const collector = await createCollector({
  // The pages' own origin: what other sites send is refused.
  sites: [{ key: 'shop', origins: [process.env.ORIGIN ?? `http://localhost:${port}`] }],
  dataDir: process.env.ASKFIRST_DATA ?? '.askfirst',
  adminToken: process.env.ASKFIRST_ADMIN_TOKEN,
})

/** Tells where the site is, and ends with what it has begun. */
export function running(close) {
  console.log(`ready http://localhost:${port}/`)
  process.once('SIGTERM', async () => {
    await close()
    await collector.close()
  })
}
