import type { Purpose } from '@askfirst/consent'
import type { Core } from './core.ts'
import type { Draft } from './event.ts'
import { HOLD_EVENTS, HOLD_LOADING_EVENTS } from './hold.ts'
import { runPath } from './pipeline.ts'

/** Puts one call onto the path; never throws. */
export type Capture = (
  name: unknown,
  props?: unknown,
  given?: { purpose: Purpose; hashed: Draft['hashed'] },
) => void

export function createCapture(core: Core): Capture {
  const { env, consent, settings, path, hold, chunker, active, lose } = core

  const capture = (draft: Draft): void => {
    const event = runPath(draft, path)
    if (typeof event === 'string') lose(event, 1)
    else if (active.has(event.purpose) && consent.allows(event.purpose)) chunker.add(event)
    else {
      const undecided = consent.snapshot().purposes[event.purpose] === 'undecided'
      if (!hold.add(event, undecided ? HOLD_EVENTS : HOLD_LOADING_EVENTS)) lose('undecided', 1)
    }
  }

  return (name, props, given) => {
    try {
      if (typeof name !== 'string' || !name || name.length > 200) throw new TypeError('an event needs a name')
      const events = settings.plan?.events ?? {}
      const planned = Object.hasOwn(events, name) ? events[name]?.purpose : undefined
      capture({
        name,
        purpose: given?.purpose ?? planned ?? 'measurement',
        at: env.now(),
        props: { ...(props as object | undefined) },
        hashed: { ...given?.hashed },
        declared: [],
      })
    } catch {
      // Nothing that a page passes, and no plugin, may break the page.
      lose('invalid', 1)
    }
  }
}
