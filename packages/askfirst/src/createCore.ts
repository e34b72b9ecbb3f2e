import { createConsent, type PurgeReport } from '@askfirst/consent'
import { nativeDelivery } from '@askfirst/formats'
import { createChunker } from './chunker.ts'
import type { Core } from './core.ts'
import { createDelivery } from './delivery.ts'
import type { Env } from './environment.ts'
import type { Settings } from './options.ts'
import { createQueue } from './queue.ts'
import type { Flight } from './route.ts'

/** Loads what most pages never need, when it is first needed; rejects where that fails. */
export type LoadMore = () => Promise<typeof import('./more.ts')>

/** Puts the parts together. */
export function createCore(settings: Settings, env: Env, more: LoadMore): Core {
  const { format = nativeDelivery(settings.endpoint), site = env.page().hostname } = settings
  const counts: Core['counts'] = { sent: 0, dropped: {}, scrubbed: {} }
  const { dropped, scrubbed } = counts
  const lose: Core['lose'] = (reason, events) => {
    if (events) dropped[reason] = (dropped[reason] ?? 0) + events
  }
  const sent: Core['sent'] = (events) => {
    counts.sent += events
  }
  const purge = async (): Promise<PurgeReport> => core.purged!()
  const consent = createConsent({ ...settings, purge }, settings.adapt?.(env) ?? env)
  const alive: Core['alive'] = ({ purpose, decision }) =>
    consent.allows(purpose) && decision > consent.lastNo(purpose)
  const queue = createQueue(
    env,
    settings.queue,
    settings.persist,
    // What names what was sent is read once more, to have it erased.
    { ...consent, someGranted: () => !!core.erasing || consent.someGranted() },
    lose,
  )
  const parts = { env, settings, consent, queue, format, site, more, counts, scrubbed, alive, lose, sent }
  const route = { ...parts, plugins: new Map(), flights: new Set<Flight>() }
  const core: Core = Object.assign(route, {
    delivery: createDelivery(route, settings.batch),
    chunker: createChunker(
      env,
      format.name,
      () => consent.snapshot().seq,
      (events) => more().then(({ hashFields }) => hashFields(route, events)),
      (chunks) => {
        void queue.put(chunks)
        core.delivery.notify(chunks)
        core.onChunk?.()
      },
      lose,
      (fields) => {
        if (fields) scrubbed['unhashed'] = (scrubbed['unhashed'] ?? 0) + fields
      },
    ),
  })
  return core
}
