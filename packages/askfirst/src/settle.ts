import type { Format, Outcome } from '@askfirst/formats'
import { type Chunk, countEvents } from './chunk.ts'
import type { Route } from './route.ts'

/**
 * Carries an outcome out in the queue. Resolves with whether the batch is off the queue, or smaller. Rejects where
 * the code that makes a chunk smaller can't be loaded: its lease keeps it from the wire for a while, and nothing else.
 */
export async function settle(
  { env, queue, format, more, alive, lose, sent }: Route,
  chunks: readonly Chunk[],
  outcome: Outcome,
): Promise<'accepted' | 'refused' | undefined> {
  const { kind } = outcome
  if (kind === 'accepted' || kind === 'acceptedWithDrops') {
    const drops = 'drops' in outcome ? outcome.drops : 0
    await queue.change([], chunks)
    lose('refused', drops)
    sent(countEvents(chunks) - drops)
    return 'accepted'
  }
  const once = atMostOnce(format)
  // What is sent once at most has left the queue before, and a no found none of it there.
  if (once) lose('denied', countEvents(chunks.filter((chunk) => !alive(chunk))))
  const live = once ? chunks.filter(alive) : []
  // Sent again, it might be stored twice, and nobody would know.
  if (kind === 'unknown' && once) {
    lose('unanswered', countEvents(live))
    return undefined
  }
  const reason = kind === 'split' ? 'too_large' : kind === 'drop' && outcome.reason
  const [chunk] = chunks
  // A batch refused whole is cut down until one event stands alone, and only that is given up.
  const alone = reason && chunk && !chunks[1] && (await more())
  // A no that came meanwhile has counted it.
  if (alone && alive(chunk)) {
    await queue.change(alone.giveUp(chunk, reason, env.now()), chunks)
    if (chunk.count === 1) lose(reason, 1)
  } else await queue.change(live, chunks, 'l')
  return reason ? 'refused' : undefined
}

/** Whether a batch is sent once at most: its collector can't tell a repetition, and the site wants none. */
export function atMostOnce({ dedupe, onUnknown }: Format): boolean {
  return dedupe === 'none' && onUnknown !== 'resend'
}
