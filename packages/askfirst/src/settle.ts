import type { Outcome } from '@askfirst/formats'
import { halve } from './halve.ts'
import type { Route } from './route.ts'
import type { Chunk, Leased } from './store/chunkStore.ts'

/** What follows for the delivery. */
export type Next = 'accepted' | 'smaller' | { wait: number | undefined } | { stop: string }

/** Carries an outcome out in the queue. */
export async function settle(
  { queue, lose, sent }: Pick<Route, 'queue' | 'lose' | 'sent'>,
  { chunks, streams }: Leased,
  outcome: Outcome,
): Promise<Next> {
  const ids = chunks.map(({ id }) => id)
  if (outcome.kind === 'accepted' || outcome.kind === 'acceptedWithDrops') {
    queue.own.forget(ids)
    const drops = outcome.kind === 'accepted' ? 0 : outcome.drops
    lose('refused', drops)
    sent(chunks.reduce((sum, { count }) => sum + count, -drops))
    await queue.change({ replace: ids.map((id) => [id, []]), told: streams })
    return 'accepted'
  }
  const [first] = chunks
  if ((outcome.kind === 'split' || outcome.kind === 'drop') && chunks.length === 1 && first) {
    // A batch refused whole is cut down until one event stands alone, and only that is given up.
    queue.own.forget(ids)
    const halves = first.count > 1 ? halve(first) : []
    const reason = outcome.kind === 'split' ? 'too_large' : outcome.reason
    if (!halves.length) lose(reason, 1)
    await queue.change({ replace: [[first.id, halves]], ...(!halves.length && { lost: reason }) })
    return 'smaller'
  }
  await queue.change({ replace: chunks.map((chunk) => [chunk.id, [unleased(chunk)]]) })
  if (outcome.kind === 'stop') return { stop: outcome.reason }
  return outcome.kind === 'retry' ? { wait: outcome.after } : 'smaller'
}

function unleased({ leased: _, ...chunk }: Chunk): Chunk {
  return chunk
}
