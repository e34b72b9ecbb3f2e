import { createCapture } from './capture.ts'
import { type Client, VERSION } from './client.ts'
import { createCore } from './createCore.ts'
import type { Env } from './environment.ts'
import { eraseSent } from './eraseSent.ts'
import { createFollower } from './follow.ts'
import { followPage } from './followPage.ts'
import type { Settings } from './options.ts'
import { createPluginHost } from './pluginHost.ts'
import { pageViews } from './plugins/pageViews.ts'

/** Starts a client in this page. */
export function createClient(settings: Settings, env: Env): Client {
  const core = createCore(settings, env)
  const { consent, queue, delivery, chunker, counts, active } = core
  const capture = createCapture(core)
  const { track } = capture
  const { follow, purged } = createFollower(core, capture)
  const plugins = createPluginHost(core, track)
  const stopConsent = consent.subscribe(follow)
  const page = followPage(core, follow)

  if (!env.subtle)
    env.warn(
      'no secure context: events wait in memory, hashed fields are left out. Serve the page over https.',
    )
  settings.plugins.forEach(plugins.use)
  if (settings.pageViews) plugins.use(pageViews())
  follow()

  const decided = async (): ReturnType<typeof purged> => {
    await consent.settled()
    return purged()
  }

  return {
    track: (name, props) => track(name, props),
    page: (props) => {
      const { url, title, referrer } = env.page()
      track('page', { url, title, referrer, ...props })
    },
    identify: (id, traits) => track('identify', traits, { purpose: 'identity', hashed: { id } }),
    reset: async () => {
      page.end(true)
      page.restart()
      // A no that comes meanwhile deletes the keys itself.
      if (active.size) await queue.purge([...active], 'k').catch(() => undefined)
    },
    optIn: async (purposes) => {
      consent.optIn(purposes)
      await decided()
    },
    optOut: (purposes) => {
      consent.optOut(purposes)
      return decided()
    },
    consent: { snapshot: consent.snapshot, allows: consent.allows, subscribe: consent.subscribe },
    flush: async () => {
      for (const { work } of chunker.lanes()) await work
      await delivery.flush()
    },
    inspect: () => ({
      version: VERSION,
      mode: queue.mode(),
      consent: consent.snapshot(),
      held: capture.held(),
      queued: queue.totals(),
      sent: counts.sent,
      dropped: { ...counts.dropped },
      scrubbed: { ...core.scrubbed },
      streams: chunker.lanes().filter(({ next }) => next).length,
      destinations: [delivery.state()],
    }),
    erase: async () => {
      // What an earlier page has sent is known once the record has been read.
      await consent.settled()
      const purposes = [...active]
      // Every tab's streams end here: what is captured from now on is not what the collector is asked to erase.
      if (purposes.length) consent.renew()
      return eraseSent(core, purposes)
    },
    use: plugins.use,
    shutdown: async () => {
      page.end(true)
      plugins.stop()
      stopConsent()
      page.stop()
      consent.close()
      delivery.pause()
      for (const { controller, last } of core.flights) if (!last) controller.abort()
      active.clear()
      await purged()
      queue.close()
    },
  }
}
