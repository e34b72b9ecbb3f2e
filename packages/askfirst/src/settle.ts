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
  const ids = chunks.map(({ id }) => id)
  const accepted = kind === 'accepted' || kind === 'acceptedWithDrops'
  const refused = kind === 'split' || kind === 'drop'
  if (accepted) {
    const drops = kind === 'accepted' ? 0 : outcome.drops
    lose('refused', drops)
    sent(countEvents(chunks) - drops)
  }
  const [chunk] = chunks
  let add: Chunk[] = []
  if (refused && chunk && !chunks[1]) {
    // A batch refused whole is cut down until one event stands alone, and only that is given up.
    const reason = kind === 'split' ? 'too_large' : outcome.reason
    if (chunk.count > 1) add = halve(chunk)
    else if (chunk.count) add = [loss(chunk, reason, env.now())]
    if (chunk.count === 1) lose(reason, 1)
  }
  const done = accepted || (refused && chunks.length === 1)
  if (done) queue.forget(ids)
  await queue.change(done ? { add, remove: ids } : { free: ids })
  return accepted || refused
}
