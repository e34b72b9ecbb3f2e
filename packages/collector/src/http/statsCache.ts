import type { EventStore } from '../store/eventStore.ts'
import type { Stats } from '../store/stats.ts'

/** Answers stay good for this many times as long as they took, so that counting takes a tenth of the store's time. */
const REST = 9
/** ms that an answer stays good at least */
const LEAST = 500

/** Counts for the dashboard, at most a tenth of the time however many look: storing events comes first. */
export function createStatsCache(
  store: Pick<EventStore, 'stats'>,
  now: () => number,
): (site: string, hours: number) => Promise<Stats> {
  const answers = new Map<string, { answer: Promise<Stats>; until: number }>()
  return (site, hours) => {
    const key = `${site} ${hours}`
    const known = answers.get(key)
    if (known && now() < known.until) return known.answer
    const started = now()
    const entry = { answer: store.stats(site, hours, started), until: Number.POSITIVE_INFINITY }
    answers.set(key, entry)
    entry.answer.then(
      () => {
        entry.until = now() + Math.max(LEAST, (now() - started) * REST)
      },
      () => answers.delete(key),
    )
    return entry.answer
  }
}
