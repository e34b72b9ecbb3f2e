import { type CollectorChild, startCollectorChild } from '../faults/collectorChild.ts'
import { ADMIN_TOKEN, type Shop } from './pages.ts'

/** The built collector in a process of its own, which takes the shops' events from their pages. */
export function startCollectorFor(
  shops: readonly Pick<Shop, 'key'>[],
  dataDir: string,
  port = '0',
): Promise<CollectorChild> {
  const sites = shops.map(({ key }) => ({ key, origins: ['*'], eventsPerMinute: 1e6 }))
  return startCollectorChild({
    ASKFIRST_ADMIN_TOKEN: ADMIN_TOKEN,
    ASKFIRST_DATA: dataDir,
    ASKFIRST_SITES: JSON.stringify(sites),
    PORT: port,
  })
}
