import { createConsent } from '@askfirst/consent'
import type { LossReason } from '@askfirst/formats'
import { createChunker } from './chunker.ts'
import type { Core } from './core.ts'
import { createDelivery } from './delivery.ts'
import type { Env } from './environment.ts'
import { createFlights } from './flights.ts'
import { hashKey, keyedHash } from './hash.ts'
import { createHold } from './hold.ts'
import type { Settings } from './options.ts'
import { createPace } from './pace.ts'
import { createQueue } from './queue.ts'
import type { Route } from './route.ts'

/** Puts the parts together. */
export function createCore(settings: Settings, env: Env): Core {
  const { format, plan, scrub, beforeSend } = settings
  const counts: Core['counts'] = { sent: 0, dropped: {}, scrubbed: {} }
  const { dropped, scrubbed } = counts
  const lose = (reason: LossReason, events: number): void => {
    if (events) dropped[reason] = (dropped[reason] ?? 0) + events
  }
  const consent = createConsent(settings, env)
  const queue = createQueue({ env, limits: settings.queue, persist: settings.persist, lose })
  const route: Route = {
    env,
    consent,
    queue,
    format,
    site: settings.site ?? env.page().hostname,
    flights: createFlights(),
    pace: createPace(env),
    lose,
    sent: (events) => {
      counts.sent += events
    },
  }
  const delivery = createDelivery(route, settings.batch)
  const core: Core = {
    ...route,
    settings,
    counts,
    path: { consent, plugins: [], plan, scrub, beforeSend, scrubbed, hold: settings.hold },
    hold: createHold(env),
    delivery,
    active: new Set(),
    onChunk: () => undefined,
    chunker: createChunker({
      env,
      destination: format.name,
      hash: async (purpose, value) => {
        const { subtle } = env
        if (!subtle) throw new Error('no cryptography outside secure contexts')
        return keyedHash(subtle, await queue.use((store) => store.key(purpose, () => hashKey(subtle))), value)
      },
      put: (chunks, { row }) => {
        void queue.put(chunks, row)
        delivery.notify(chunks)
        core.onChunk()
      },
      lose,
      unhashed: () => {
        scrubbed['unhashed'] = (scrubbed['unhashed'] ?? 0) + 1
      },
    }),
  }
  return core
}
