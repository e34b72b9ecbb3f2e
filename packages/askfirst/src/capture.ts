import { isOff } from '@askfirst/consent'
import type { Core } from './core.ts'
import type { Draft, ReadyEvent } from './event.ts'
import { runPath } from './pipeline.ts'

/** Events that wait for a first choice. */
const HOLD_EVENTS = 50
/** Events that wait for the record to be read, or for a prerendered page to be shown: milliseconds as a rule. */
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
  /** Forgets what waits for a purpose: hands it on if the purpose is allowed now, counts it as lost otherwise. */
  release(purpose: string): void
  held(): number
}

export function createCapture({ env, consent, settings, chunker, lose, ...core }: Core): Capture {
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
        if (typeof name !== 'string' || !name || name.length > 128)
          throw new TypeError('an event needs a name')
        const purpose = settings.plan?.purposeOf(name) ?? 'measurement'
        const { seq: decision } = consent.snapshot()
        const { context, ...rest } = given ?? {}
        const copy = { ...context, ...(props as object) }
        const draft = {
          name,
          purpose,
          at: env.now(),
          decision,
          hashed: {},
          declared: [],
          ...rest,
          props: copy,
        }
        const event = runPath(draft, { consent, settings, ...core })
        if (typeof event === 'string') lose(event, 1)
        else if (chunker.lanes.has(event.purpose) && consent.allows(event.purpose)) chunker.add(event)
        else hold(event)
      } catch {
        // Nothing that a page passes, and no plugin, may break the page.
        lose('invalid', 1)
      }
    },
    release: (purpose) => {
      const taken = held.filter((event) => event.purpose === purpose)
      held = held.filter((event) => event.purpose !== purpose)
      const state = consent.snapshot().purposes[purpose]
      const no = consent.lastNo(purpose)
      for (const event of taken)
        if (event.decision <= no || isOff(state)) lose('denied', 1)
        else if (event.until < env.uptime() || !consent.allows(purpose)) lose('undecided', 1)
        else chunker.add(event)
    },
    held: () => held.length,
  }
}
