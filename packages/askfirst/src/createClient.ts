import { createCapture } from './capture.ts'
import type { Client } from './client.ts'
import { createCore } from './createCore.ts'
import type { Env } from './environment.ts'
import { eraseSent } from './eraseSent.ts'
import { createFollower } from './follow.ts'
import { followPage } from './followPage.ts'
import { inspect } from './inspect.ts'
import type { Settings } from './options.ts'
import { createPluginHost } from './pluginHost.ts'
import { pageViews } from './plugins/pageViews.ts'

/** Starts a client in this page. */
export function createClient(settings: Settings, env: Env): Client {
  const core = createCore(settings, env)
  const { consent, queue, delivery, chunker } = core
  const { lanes } = chunker
  const capture = createCapture(core)
  const { track } = capture
  const { follow, purged } = createFollower(core, capture)
  const plugins = createPluginHost(core, track)
  consent.subscribe(follow)
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
      track('page', props, { context: { url, title, referrer } })
    },
    identify: (id, traits) => track('identify', traits, { purpose: 'identity', hashed: { id } }),
    reset: async () => {
      page.end(true)
      page.restart()
      // A no that comes meanwhile deletes the keys itself.
      if (lanes.size) await queue.purge([...lanes.keys()], 'k').catch(() => undefined)
    },
    optIn: async (purposes) => {
      consent.optIn(listed(purposes, []))
      await decided()
    },
    optOut: async (purposes) => {
      consent.optOut(listed(purposes, undefined))
      return decided()
    },
    consent: { snapshot: consent.snapshot, allows: consent.allows, subscribe: consent.subscribe },
    flush: async () => {
      for (const { work } of lanes.values()) await work
      await delivery.flush()
    },
    inspect: () => inspect(core, capture.held()),
    erase: async () => {
      // What an earlier page has sent is known once the record has been read.
      await consent.settled()
      const purposes = [...lanes.keys()]
      // Every tab's streams end here: what is captured from now on is not what the collector is asked to erase.
      if (purposes.length) consent.renew()
      const noes = purposes.map(consent.lastNo)
      return eraseSent(core, purposes, () => purposes.every((name, i) => consent.lastNo(name) === noes[i]))
    },
    use: plugins.use,
    shutdown: async () => {
      page.end(true)
      plugins.stop()
      page.stop()
      consent.close()
      delivery.pause()
      for (const { controller, last } of core.flights) if (!last) controller.abort()
      chunker.end([...lanes.keys()])
      await purged()
      queue.close()
    },
  }
}

/** A page may pass anything, such as the event of a click: what is no list of purposes never grants one. */
function listed(purposes: unknown, otherwise: readonly string[] | undefined): readonly string[] | undefined {
  if (typeof purposes === 'string') return [purposes]
  return purposes === undefined || Array.isArray(purposes) ? purposes : otherwise
}
