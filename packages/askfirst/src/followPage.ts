import type { Stop } from '@askfirst/consent'
import type { Core } from './core.ts'
import { createPageEnd } from './pageEnd.ts'

/** After the page is hidden it may end without a word: for so many ms, what is tracked is sent at once. */
const HIDDEN_MS = 1_000

/** Follows the page's life. */
export interface PageFollower {
  /** Sends what waits in this task; `final` when nothing may follow. */
  end(final: boolean): void
  /** What follows belongs to new streams. */
  restart(): void
  stop: Stop
}

export function followPage(core: Core, follow: () => void): PageFollower {
  const { env, queue, chunker, delivery, active } = core
  const end = createPageEnd(core)
  let hiddenAt = -HIDDEN_MS
  let final = false

  const restart = (): void => {
    chunker.end(active)
    active.forEach(chunker.open)
  }

  core.onChunk = () => {
    if (env.uptime() - hiddenAt < HIDDEN_MS) end(final)
  }
  const stop = env.onPage((event) => {
    if (event === 'pagehide' || event === 'suspend') final = true
    if (final || event === 'hidden') {
      if (event === 'suspend') queue.suspend(true)
      if (event !== 'resume') {
        hiddenAt = env.uptime()
        end(final)
        return
      }
      // The page load's streams have ended with their marks; what comes out of bfcache is another one's.
      final = false
      queue.suspend(false)
      restart()
      delivery.resume()
    }
    if (event === 'storage') return
    if (event !== 'online') hiddenAt = -HIDDEN_MS
    follow()
    delivery.later()
  })
  return { end, restart, stop }
}
