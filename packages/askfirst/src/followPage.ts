import type { PageEvent } from '@askfirst/consent'
import { createPageEnd } from './pageEnd.ts'
import type { Parts } from './parts.ts'

/** After the page is hidden it may end without a word: for so many ms, what is tracked is sent at once. */
const HIDDEN_MS = 1_000

/** Follows the page's life. */
export interface PageFollower {
  /** Sends what waits in this task; `final` when nothing may follow. */
  end(final: boolean): void
  /** What follows belongs to new streams. */
  restart(): void
  page(event: PageEvent): void
}

export function followPage(parts: Parts, follow: () => void): PageFollower {
  const { env, queue, chunker, delivery } = parts
  const end = createPageEnd(parts)
  let hiddenAt = -HIDDEN_MS
  let final = false

  const restart = (): void => {
    for (const [purpose, { waiting }] of [...chunker.lanes]) {
      // What a stream that has no name yet was to carry is the next one's.
      const events = waiting.splice(0)
      chunker.end([purpose])
      chunker.open(purpose)
      events.forEach(chunker.add)
    }
  }

  parts.onChunk = () => {
    if (env.uptime() - hiddenAt < HIDDEN_MS) end(final)
  }
  const page = (event: PageEvent): void => {
    final = event === 'pagehide' || event === 'suspend' || (final && event !== 'resume')
    if (event === 'resume') queue.suspend(final)
    if (final || event === 'hidden') {
      hiddenAt = env.uptime()
      end(final)
      if (event === 'suspend') queue.suspend(final)
    } else if (event !== 'storage') {
      // The page load's streams have ended with their marks; what comes out of bfcache is another one's.
      if (event === 'resume') restart()
      if (event === 'online') delivery.waive()
      else hiddenAt = -HIDDEN_MS
      follow()
      delivery.later()
    }
  }
  return { end, restart, page }
}
