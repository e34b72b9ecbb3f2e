import { type Inspection, VERSION } from './client.ts'
import type { Core } from './core.ts'

/** Everything that the SDK knows of itself: numbers and words, never a visitor's values. */
export function inspect(
  { queue, consent, counts, scrubbed, chunker, delivery }: Core,
  held: number,
): Inspection {
  return {
    version: VERSION,
    mode: queue.mode(),
    consent: consent.snapshot(),
    held,
    queued: queue.totals(),
    sent: counts.sent,
    dropped: { ...counts.dropped },
    scrubbed: { ...scrubbed },
    streams: [...chunker.lanes.values()].filter(({ next }) => next).length,
    destinations: [delivery.state()],
  }
}
