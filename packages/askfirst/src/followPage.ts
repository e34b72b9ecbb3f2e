import type { Stop } from '@askfirst/consent'
import type { Core } from './core.ts'
import { createPageEnd } from './pageEnd.ts'

/** After the page is hidden it may end without a word: for so many ms, what is tracked is sent at once. */
const HIDDEN_MS = 1_000

/** Follows the page's life. */
export interface PageFollower {
  /** Sends what waits in this task; `final` when nothing may follow. */
  end(final: boolean): void
  stop: Stop
}

export function followPage(core: Core, follow: () => void): PageFollower {
  const { env, chunker, delivery, active } = core
  const end = createPageEnd(core, chunker)
  let hiddenAt = Number.NEGATIVE_INFINITY
  let final = false
  core.onChunk = () => {
    if (env.uptime() - hiddenAt < HIDDEN_MS) end(final)
  }
  const stop = env.onPage((event) => {
    if (event === 'hidden' || event === 'leaving') {
      final = event === 'leaving'
      hiddenAt = env.uptime()
      return end(final)
    }
    if (event === 'shown') return follow()
    if (event === 'online') return void delivery.flush()
    if (event === 'stored') return
    final = false
    hiddenAt = Number.NEGATIVE_INFINITY
    if (event === 'restored') {
      // A page load's streams have ended with their marks; what comes now is another one's.
      chunker.end([...active])
      active.forEach(chunker.open)
    }
    delivery.later()
  })
  return { end, stop }
}
