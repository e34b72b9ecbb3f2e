import type { Consent } from '@askfirst/consent'
import type { LossReason, Props } from '@askfirst/formats'
import { applyPlan, type Plan } from '@askfirst/plan'
import { type ScrubCounts, type ScrubOptions, scrubProps } from '@askfirst/privacy'
import type { Draft, ReadyEvent, Verdict } from './event.ts'
import type { Plugin } from './plugin.ts'

/** What a site's `beforeSend` sees: it can take fields away or blank them, and drop the event. */
export interface OutgoingEvent {
  readonly name: string
  readonly purpose: string
  props: Props
}

export type BeforeSend = (event: OutgoingEvent) => OutgoingEvent | null | undefined

export interface PipelineContext {
  consent: Consent
  plugins: readonly Plugin[]
  plan: Plan | undefined
  scrub: ScrubOptions
  beforeSend: BeforeSend | undefined
  /** counts of what was scrubbed, by type */
  scrubbed: ScrubCounts
  /** whether an event may wait in memory for a decision */
  hold: boolean
}

type Stage = (draft: Draft, context: PipelineContext) => Verdict

/**
 * The synchronous path of an event. What passes goes on to `chunk`, where placeholders are resolved
 * (chunker.ts), then batch, gate, encode, send, settle (delivery.ts; at the page's end pageEnd.ts).
 * Nothing is added after scrub.
 */
const PATH: readonly Stage[] = [gate, enrich, plan, scrub, narrow]

/** Takes a draft along the path: the event, or the reason why it ended. */
export function runPath(draft: Draft, context: PipelineContext): ReadyEvent | LossReason {
  let verdict: Verdict = draft
  for (const stage of PATH) {
    verdict = stage(verdict, context)
    if (typeof verdict === 'string') return verdict
  }
  return verdict as ReadyEvent
}

function gate(draft: Draft, { consent, hold }: PipelineContext): Verdict {
  if (consent.allows(draft.purpose)) return draft
  const state = consent.snapshot().purposes[draft.purpose]
  if (!state || state === 'denied') return 'denied'
  return state === 'undecided' && !hold ? 'undecided' : draft
}

function enrich(draft: Draft, { plugins }: PipelineContext): Verdict {
  for (const plugin of plugins) plugin.enrich?.(draft)
  return draft
}

function plan(draft: Draft, { plan, scrubbed }: PipelineContext): Verdict {
  const planned = applyPlan(plan, draft.name, draft.props)
  if (!planned) return 'invalid'
  if (planned.dropped) scrubbed['undeclared'] = (scrubbed['undeclared'] ?? 0) + planned.dropped
  const { props, declared } = planned
  return { ...draft, props, declared, hashed: { ...planned.hashed, ...draft.hashed } }
}

function scrub(draft: Draft, context: PipelineContext): Verdict {
  const keys = draft.declared.length ? [...(context.scrub.keys ?? []), ...draft.declared] : context.scrub.keys
  const props = scrubProps(draft.props, context.scrubbed, keys ? { ...context.scrub, keys } : context.scrub)
  return { ...draft, props }
}

/** The site's own filter. A value that it changed is scrubbed again; a field that it added does not leave. */
function narrow(draft: Draft, { beforeSend, scrub: options, scrubbed }: PipelineContext): Verdict {
  if (!beforeSend) return draft
  const before = draft.props as Props
  let kept: OutgoingEvent | null | undefined
  try {
    kept = beforeSend({ name: draft.name, purpose: draft.purpose, props: structuredClone(before) })
  } catch {
    return 'filtered'
  }
  if (!kept) return 'filtered'
  const props: Record<string, unknown> = {}
  for (const key of Object.keys(before)) if (Object.hasOwn(kept.props, key)) props[key] = kept.props[key]
  return { ...draft, props: scrubProps(props, scrubbed, { ...options, keys: Object.keys(before) }) }
}
