import { createConsent } from '@askfirst/consent'
import { createChunker } from './chunker.ts'
import type { Core } from './core.ts'
import { createDelivery } from './delivery.ts'
import type { Env } from './environment.ts'
import { keyedHash } from './hash.ts'
import type { Settings } from './options.ts'
import { createQueue } from './queue.ts'
import type { Route } from './route.ts'

/** Puts the parts together. */
export function createCore(settings: Settings, env: Env): Core {
  const counts: Core['counts'] = { sent: 0, dropped: {} }
  const lose: Core['lose'] = (reason, events) => {
    if (events) counts.dropped[reason] = (counts.dropped[reason] ?? 0) + events
  }
  const { format } = settings
  const consent = createConsent(settings, env)
  const queue = createQueue(env, settings.queue, settings.persist, consent, lose)
  const site = settings.site ?? env.page().hostname
  const sent: Core['sent'] = (events) => {
    counts.sent += events
  }
  const alive: Core['alive'] = ({ purpose, decision }) =>
    consent.allows(purpose) && decision > consent.lastNo(purpose)
  const route: Route = { env, consent, queue, format, site, flights: new Set(), alive, lose, sent }
  const delivery = createDelivery(route, settings.batch)
  const scrubbed: Core['scrubbed'] = {}
  const chunker = createChunker(
    env,
    format.name,
    () => consent.snapshot().seq,
    (purpose, value) =>
      keyedHash(env, queue, purpose, value, () => consent.allows(purpose)).catch(() => undefined),
    (chunks) => {
      void queue.put(chunks)
      delivery.notify(chunks)
      core.onChunk?.()
    },
    lose,
    (fields) => {
      if (fields) scrubbed['unhashed'] = (scrubbed['unhashed'] ?? 0) + fields
    },
  )
  const core: Core = {
    ...route,
    settings,
    counts,
    scrubbed,
    plugins: [],
    delivery,
    chunker,
  }
  return core
}
