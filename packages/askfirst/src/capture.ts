import type { Core } from './core.ts'
import type { Draft, ReadyEvent } from './event.ts'
import { gate, runPath, scrub } from './pipeline.ts'

/** Events that wait for a first choice. */
const HOLD_EVENTS = 50
/** Events that wait for the record to be read, the outbox to be loaded, or a prerendered page to be shown. */
const HOLD_LOADING_EVENTS = 1_000
const HOLD_MS = 30 * 60_000

/** The way in for events, and where those wait that may not leave yet: in this page's memory alone, bounded. */
export interface Capture {
  /** Puts one call onto the path; never throws. */
  track(
    name: unknown,
    props?: unknown,
    given?: Partial<Pick<Draft, 'purpose' | 'hashed'>> & { context?: object },
  ): void
  /** Hands on what waits for a purpose that is allowed now, counts as lost what may wait no longer. */
  release(): void
  held(): number
}

export function createCapture(core: Core): Capture {
  const { env, consent, settings, lose } = core
  let held: (ReadyEvent & { until: number })[] = []

  const hold = (event: ReadyEvent): void => {
    const undecided = consent.snapshot().purposes[event.purpose] === 'undecided'
    if (held.length < (undecided ? HOLD_EVENTS : HOLD_LOADING_EVENTS))
      held.push({ ...event, until: env.uptime() + HOLD_MS })
    else lose('undecided', 1)
  }

  return {
    track: (name, props, given) => {
      try {
        if (typeof name !== 'string' || !name || name.length > 128) return lose('invalid', 1)
        const { seq: decision } = consent.snapshot()
        const { context, purpose: said, ...rest } = given ?? {}
        const copy = { ...context, ...(props as object) }
        const at = env.time()
        const asked = said ? [said] : (settings.plan?.purposesOf(name, copy) ?? ['measurement'])
        // Fields under a purpose of their own are an event of their own.
        for (const purpose of asked) {
          const draft = { name, purpose, at, decision, hashed: {}, declared: [], ...rest, props: { ...copy } }
          const event = runPath(draft, core)
          if (typeof event === 'string') lose(event, 1)
          else if (core.outbox?.has(purpose) && consent.allows(purpose)) core.outbox.add(event)
          else hold(event)
        }
      } catch {
        // Nothing that a page passes, and no plugin, may break the page.
        lose('invalid', 1)
      }
    },
    release: () => {
      const waiting = held
      held = []
      for (const event of waiting) {
        const { purpose, decision, until } = event
        const verdict = decision <= consent.lastNo(purpose) ? 'denied' : gate(event, core)
        if (typeof verdict === 'string') lose(verdict, 1)
        else if (!core.outbox || !consent.allows(purpose)) held.push(event)
        else if (until < env.uptime()) lose('undecided', 1)
        else core.outbox.add(scrub(event, core))
      }
    },
    held: () => held.length,
  }
}
