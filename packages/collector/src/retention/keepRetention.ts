import type { EventStore } from '../store/eventStore.ts'
import { dayOf } from '../store/partitions.ts'

/** ms between two looks at the calendar */
const LOOK_EVERY = 3_600_000

/**
 * Has the store delete what has been kept for its time: at once, and soon after each midnight in UTC. What fails is
 * logged and tried again an hour later.
 *
 * @param told hears how many events of a site went
 */
export function keepRetention(
  store: Pick<EventStore, 'expire'>,
  now: () => number,
  log: (line: string) => void,
  told: (site: string, events: number) => void,
  every: number = LOOK_EVERY,
): { stop(): Promise<void> } {
  let done = ''
  let running: Promise<void> | undefined
  const sweep = async (): Promise<void> => {
    const today = dayOf(now())
    if (today === done) return
    try {
      for (const [site, events] of await store.expire(now())) told(site, events)
      done = today
    } catch (error) {
      // Not the message: PostgreSQL's may quote what a visitor sent.
      log(`store: what is over its retention could not be deleted (${(error as { code?: unknown }).code})`)
    }
  }
  const look = (): void => {
    running ??= sweep().finally(() => {
      running = undefined
    })
  }
  look()
  const timer = setInterval(look, every)
  timer.unref()
  return {
    stop: async () => {
      clearInterval(timer)
      await running
    },
  }
}
