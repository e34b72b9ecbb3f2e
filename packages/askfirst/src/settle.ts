import type { Outcome } from '@askfirst/formats'
import { type Chunk, countEvents } from './chunk.ts'
import { giveUp } from './giveUp.ts'
import type { Route } from './route.ts'

/** Carries an outcome out in the queue. Resolves with whether the batch is off the queue, or smaller. */
export async function settle(
  { env, queue, lose, sent }: Route,
  chunks: readonly Chunk[],
  outcome: Outcome,
): Promise<'accepted' | 'refused' | undefined> {
  const { kind } = outcome
  if (kind === 'accepted' || kind === 'acceptedWithDrops') {
    const drops = 'drops' in outcome ? outcome.drops : 0
    lose('refused', drops)
    sent(countEvents(chunks) - drops)
    await queue.change([], chunks)
    return 'accepted'
  }
  const reason = kind === 'split' ? 'too_large' : kind === 'drop' && outcome.reason
  const [chunk] = chunks
  // A batch refused whole is cut down until one event stands alone, and only that is given up.
  if (reason && chunk && !chunks[1]) {
    if (chunk.count === 1) lose(reason, 1)
    await queue.change(giveUp(chunk, reason, env.now()), chunks)
  } else await queue.change([], chunks, 'l')
  return reason ? 'refused' : undefined
}
