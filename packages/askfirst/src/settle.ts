import type { Outcome } from '@askfirst/formats'
import { halve } from './halve.ts'
import { loss } from './loss.ts'
import { countEvents, type Route } from './route.ts'
import type { Chunk } from './store/chunkStore.ts'

/** Carries an outcome out in the queue. Resolves with whether the batch is off the queue, or smaller. */
export async function settle(
  { env, queue, lose, sent }: Route,
  chunks: readonly Chunk[],
  outcome: Outcome,
): Promise<boolean> {
  const { kind } = outcome
  let by = ({ leased: _, ...chunk }: Chunk): Chunk[] => [chunk]
  const accepted = kind === 'accepted' || kind === 'acceptedWithDrops'
  const refused = kind === 'split' || kind === 'drop'
  if (accepted) {
    const drops = kind === 'accepted' ? 0 : outcome.drops
    lose('refused', drops)
    sent(countEvents(chunks) - drops)
    by = () => []
  } else if (refused && chunks.length < 2) {
    // A batch refused whole is cut down until one event stands alone, and only that is given up.
    by = (chunk) => {
      if (chunk.count > 1) return halve(chunk)
      const reason = kind === 'split' ? 'too_large' : outcome.reason
      lose(reason, chunk.count)
      return chunk.count ? [loss(chunk, reason, env.now())] : []
    }
  }
  const replace = chunks.map((chunk): [string, Chunk[]] => [chunk.id, by(chunk)])
  if (accepted || refused) queue.forget(chunks.map(({ id }) => id))
  await queue.change({ replace })
  return accepted || refused
}
