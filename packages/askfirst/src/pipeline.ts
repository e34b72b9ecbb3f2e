import { type Consent, isOff, type Stop } from '@askfirst/consent'
import type { LossReason, Props } from '@askfirst/formats'
import { type Pack, type ScrubCounts, scrubProps } from '@askfirst/privacy'
import type { Draft, ReadyEvent, Verdict } from './event.ts'
import type { Settings } from './options.ts'
import type { Plugin } from './plugin.ts'

export interface PathContext {
  consent: Consent
  settings: Settings
  /** the plugins at work, by their stop functions */
  plugins: Map<Stop, Plugin>
  /** counts of what was scrubbed, by type */
  scrubbed: ScrubCounts
  /** the further detectors: there with the outbox, and nothing leaves before they have looked at it */
  pack?: Pack
}

type Stage = (draft: Draft, context: PathContext) => Verdict

/**
 * The synchronous path of an event. What passes goes on to `chunk`, where placeholders are resolved
 * (chunker.ts), then batch, gate, encode, send, settle (delivery.ts; at the page's end pageEnd.ts).
 * Nothing is added after scrub.
 */
const PATH: readonly Stage[] = [gate, enrich, plan, scrub, narrow]

/** Takes a draft along the path: the event, or the reason why it ended. */
export function runPath(draft: Draft, context: PathContext): ReadyEvent | LossReason {
  const onward = (verdict: Verdict, stage: Stage): Verdict =>
    typeof verdict === 'string' ? verdict : stage(verdict, context)
  return PATH.reduce(onward, draft) as ReadyEvent | LossReason
}

/** Whether an event may go on, or wait in memory; otherwise the reason why it ends. */
export function gate(
  draft: Draft,
  { consent, settings }: Pick<PathContext, 'consent' | 'settings'>,
): Verdict {
  if (consent.allows(draft.purpose)) return draft
  const state = consent.snapshot().purposes[draft.purpose] ?? 'denied'
  const drop = settings.beforeChoice === 'drop' || draft.purpose === 'identity'
  if (isOff(state)) return 'denied'
  return state === 'undecided' && drop ? state : draft
}

function enrich(draft: Draft, { plugins }: PathContext): Verdict {
  for (const plugin of plugins.values()) plugin.enrich?.(draft)
  return draft
}

function plan(draft: Draft, { settings, scrubbed }: PathContext): Verdict {
  const planned = settings.plan ? settings.plan.apply(draft, scrubbed) : draft
  // A field that leaves as a hash never leaves as it is, not even where there is no time to hash it.
  for (const field in planned?.hashed) delete planned.props[field]
  return planned ?? 'invalid'
}

/** Once more for what was held: the pack has come meanwhile. */
export function scrub(draft: Draft, { settings, scrubbed, pack }: PathContext): ReadyEvent {
  const keys = [...(settings.scrub.keys ?? []), ...draft.declared]
  const { name, props } = scrubProps({ name: draft.name, props: draft.props }, scrubbed, {
    ...settings.scrub,
    keys,
    pack,
  })
  // Props that can't be read must not fall back on the draft's.
  return { ...draft, name: name as string, props: (props ?? {}) as Props }
}

/** The site's own filter. A value that it changed is scrubbed again; a field that it added does not leave. */
function narrow(draft: Draft, context: PathContext): Verdict {
  return context.settings.filter?.(draft, (kept) => scrub(kept, context)) ?? draft
}
