import type { Settings } from './options.ts'

/** The bounds that hold where the site says nothing else. */
export const LIMITS: Pick<Settings, 'retentionDays' | 'scrub' | 'batch' | 'queue'> = {
  retentionDays: 90,
  scrub: {},
  batch: { events: 50, bytes: 32_000, age: 3_000 },
  queue: { events: 10_000, bytes: 4_000_000, age: 7 * 86_400_000 },
}
