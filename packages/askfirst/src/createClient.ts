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
  const { consent, queue, delivery, chunker, flights, counts, active, hold } = core
  const capture = createCapture(core)
  const { follow, purged } = createFollower(core)
  const plugins = createPluginHost(env, core.path.plugins, { track: capture, allows: consent.allows })
  const stopConsent = consent.subscribe(follow)
  const page = followPage(core, follow)
  /** What follows belongs to new streams. */
  const restart = (): void => {
    chunker.end([...active])
    active.forEach(chunker.open)
  }

  if (!env.subtle)
    env.warn(
      'no secure context: events wait in memory only, hashed fields are left out. Serve the page over https.',
    )
  for (const plugin of [...settings.plugins, ...(settings.pageViews ? [pageViews()] : [])])
    plugins.use(plugin)
  follow()

  const decided = async (): ReturnType<typeof purged> => {
    await consent.settled()
    return purged()
  }

  return {
    track: capture,
    page: (props) => {
      const { url, title, referrer } = env.page()
      capture('page', { url, title, referrer, ...props })
    },
    identify: (id, traits) => capture('identify', traits, { purpose: 'identity', hashed: { id } }),
    reset: async () => {
      page.end(true)
      restart()
      if (active.size) await queue.use((store) => store.rekey([...active])).catch(() => undefined)
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
      await chunker.idle()
      await delivery.flush()
    },
    inspect: () => ({
      version: VERSION,
      mode: queue.mode(),
      consent: consent.snapshot(),
      held: hold.size(),
      queued: queue.totals(),
      sent: counts.sent,
      dropped: { ...counts.dropped },
      scrubbed: { ...counts.scrubbed },
      streams: chunker.streams().length,
      destinations: [delivery.state()],
    }),
    erase: async () => {
      const purposes = [...active]
      flights.abort(purposes)
      restart()
      if (purposes.length) return eraseSent(core, purposes)
      return { removed: 0, streams: 0, collector: 'nothing-sent' }
    },
    use: plugins.use,
    shutdown: async () => {
      page.end(true)
      plugins.stop()
      stopConsent()
      page.stop()
      delivery.pause()
      consent.close()
      await purged()
      queue.close()
    },
  }
}
