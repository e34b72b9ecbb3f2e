import { isOff } from '@askfirst/consent'
import { nativeDelivery } from '@askfirst/formats'
import { pack } from '@askfirst/privacy/pack'
import type { Capture } from './capture.ts'
import { createChunker } from './chunker.ts'
import type { Core } from './core.ts'
import { deliveries } from './deliveries.ts'
import { createDelivery } from './delivery.ts'
import { createFollower } from './follow.ts'
import { followPage } from './followPage.ts'
import type { Outbox } from './outbox.ts'
import { ownStreams } from './ownStreams.ts'
import type { Parts, Shared } from './parts.ts'
import { createQueue } from './queue.ts'
import type { Flight, Route } from './route.ts'
import { createWatch, type Watch } from './watch.ts'
import { wire } from './wire.ts'

/** Loads what few pages need, when it is first needed; rejects where that fails. */
export type LoadMore = () => Promise<typeof import('./more.ts')>

/** Makes the outbox of a client whose record grants something. */
export function createOutbox(core: Core, capture: Pick<Capture, 'release'>, more: LoadMore): Outbox {
  const watch = createWatch(core.env)
  const parts = join(core, more, watch)
  const { queue, delivery, chunker, routes, flights } = parts
  const { lanes } = chunker
  const { follow, purged } = createFollower(parts, capture)
  const { page, end, restart } = followPage(parts, follow)

  return {
    follow,
    purged,
    page,
    has: (purpose) => lanes.has(purpose),
    add: chunker.add,
    flush: async () => {
      // What was tracked in this task begins its work after it; and one work may be followed by another.
      await undefined
      for (const lane of lanes.values()) while (lane.work) await lane.work
      await delivery.flush()
    },
    inspect: () => ({
      mode: queue.mode(),
      queued: queue.totals(),
      streams: ownStreams(lanes).length,
      destinations: routes.map((route) => route.delivery.state()),
    }),
    reset: async () => {
      end(true)
      restart()
      parts.resets.count++
      // A no that comes meanwhile deletes the keys itself.
      if (lanes.size) parts.resetting = queue.purge([...lanes.keys()], 'kt').catch(() => undefined)
      await parts.resetting
    },
    streams: async () => {
      // Another tab that hears of the no may delete the rows before they are read.
      const own = ownStreams(lanes)
      return [...(await queue.streams()), ...own]
    },
    erase: async () => {
      // After a no nothing is left to name, and nothing is asked for, not even the code.
      if (!lanes.size) return { removed: 0, streams: 0, collector: 'nothing-sent' }
      return (await more()).eraseSent(parts)
    },
    eraseDenied: async (decisions, named) => {
      const collector = await more()
        .then(({ eraseDenied }) => eraseDenied(parts, decisions, named))
        .catch(() => 'failed' as const)
      if (parts.erasing === named) parts.erasing = undefined
      // A failed request can be made again from this page's memory; on the device a no leaves nothing either way.
      parts.unerased = collector === 'failed' ? named : undefined
      const { consent } = parts
      const off = consent.purposes.filter((purpose) => isOff(consent.snapshot().purposes[purpose]))
      await queue.purge(off, 'cekst', !parts.erasing && !consent.someGranted()).catch(() => undefined)
      return collector
    },
    end: () => end(true),
    stop: async () => {
      delivery.pause()
      watch.end()
      for (const { controller, last } of flights) if (!last) controller.abort()
      parts.lose('denied', chunker.end([...lanes.keys()]))
      await purged()
      queue.close()
    },
  }
}

/** Puts the parts together. */
function join(core: Core, more: LoadMore, watch: Watch): Parts {
  const { settings, consent, counts, scrubbed, lose } = core
  const env = wire(core.env)
  const { format = nativeDelivery(settings.endpoint), destinations = [{ format }] } = settings
  const queue = createQueue(
    env,
    settings.queue,
    settings.persist,
    // What names what was sent is read once more, to have it erased.
    { ...consent, someGranted: () => !!core.erasing || consent.someGranted() },
    lose,
  )
  const shared: Shared = {
    env,
    consent,
    lose,
    queue,
    site: settings.site ?? env.page().hostname,
    more,
    flights: new Set<Flight>(),
    alive: ({ purpose, decision }) => consent.allows(purpose) && decision > consent.lastNo(purpose),
    sent: (events) => {
      counts.sent += events
    },
  }
  const routes = destinations.map((destination, i) => {
    const { purposes, name = destination.format.name } = destination
    const route: Route = {
      ...shared,
      ...destination,
      name,
      takes: (purpose) => purposes?.includes(purpose) ?? true,
      owns: (row) => (row.destination === undefined ? !i : row.destination === name),
    }
    return { ...route, delivery: createDelivery(route, settings.batch) }
  })
  const joined = Object.assign(core, shared, { env, more, pack })
  const parts: Parts = Object.assign(joined, {
    routes,
    delivery: deliveries(routes.map((route) => route.delivery)),
    chunker: createChunker(
      env,
      routes,
      () => consent.snapshot().seq,
      async (events) => {
        // What follows a reset is hashed under keys of its own.
        await joined.resetting
        // A file that never comes would hold up what needs no hash.
        await watch.within(more().then(({ hashFields }) => hashFields(joined, events)))
      },
      (chunks) => {
        void queue.put(chunks)
        parts.delivery.notify(chunks)
        parts.onChunk?.()
      },
      lose,
      (fields) => {
        if (fields) scrubbed['unhashed'] = (scrubbed['unhashed'] ?? 0) + fields
      },
      queue.prepare,
    ),
  })
  return parts
}
