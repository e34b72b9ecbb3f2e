import type { Env } from './environment.ts'
import type { ReadyEvent } from './event.ts'

/** Events that wait for a first choice. */
export const HOLD_EVENTS = 50
/** Events that wait for the record to be read, or for a prerendered page to be shown: milliseconds as a rule. */
export const HOLD_LOADING_EVENTS = 1_000
const HOLD_MS = 30 * 60_000

/** A held event, and the uptime in ms after which it is too old. */
export interface HeldEvent extends ReadyEvent {
  until: number
}

/** Scrubbed events that wait for the visitor's choice: in this page's memory alone, bounded. */
export interface Hold {
  /** false where `most` wait already */
  add(event: ReadyEvent, most: number): boolean
  /** Hands out the purpose's events in order and forgets them. */
  take(purpose: string): HeldEvent[]
  /** Gives up the newest beyond `most`; returns how many. */
  trim(most: number): number
  size(): number
}

export function createHold(env: Env): Hold {
  let held: HeldEvent[] = []
  return {
    add: (event, most) => held.length < most && !!held.push({ ...event, until: env.uptime() + HOLD_MS }),
    take: (purpose) => {
      const taken = held.filter((event) => event.purpose === purpose)
      held = held.filter((event) => event.purpose !== purpose)
      return taken
    },
    trim: (most) => held.splice(most).length,
    size: () => held.length,
  }
}
