import type { Purpose, Stop } from '@askfirst/consent'
import type { Env } from './environment.ts'
import type { Draft } from './event.ts'

/** What a plugin may touch: never the client itself. */
export interface PluginContext {
  /** Like the client's `track`; never throws. */
  track(name: string, props?: Record<string, unknown>): void
  /** Whether events of a purpose may be captured now. */
  allows(purpose: Purpose): boolean
  /** clock, timers and page, as the SDK sees them */
  env: Pick<Env, 'now' | 'timer' | 'page' | 'onPage' | 'onNavigate'>
  log(message: string): void
}

/** Captures or adds context. */
export interface Plugin {
  name: string
  /** Starts; what it returns undoes all of it. */
  setup?(context: PluginContext): Stop
  /** Adds context to an event before plan and scrub look at it. */
  enrich?(draft: Pick<Draft, 'name' | 'purpose' | 'props'>): void
}
