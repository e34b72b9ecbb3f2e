import type { EraseReport, PurgeReport } from '@askfirst/consent'
import { createCapture } from './capture.ts'
import type { Stream } from './chunk.ts'
import { type Client, VERSION } from './client.ts'
import type { Core } from './core.ts'
import { createCore, type LoadMore } from './createCore.ts'
import type { Env } from './environment.ts'
import { createFollower } from './follow.ts'
import { followPage } from './followPage.ts'
import type { Settings } from './options.ts'
import { pluginHost } from './pluginHost.ts'
import { pageViews } from './plugins/pageViews.ts'

/** Starts a client in this page. */
export function createClient(settings: Settings, env: Env, more: LoadMore): Client {
  const core = createCore(settings, env, more)
  const { consent, queue, delivery, chunker } = core
  const { snapshot, allows, explain, subscribe, refresh } = consent
  const { lanes } = chunker
  const capture = createCapture(core)
  const track: Client['track'] = (name, props) => capture.track(name, props)
  const { follow, purged } = createFollower(core, capture)
  core.purged = purged
  const use = pluginHost(core, track)
  subscribe(follow)
  const page = followPage(core, follow)

  if (!env.subtle)
    env.warn(
      'no secure context: events wait in memory, hashed fields are left out. Serve the page over https.',
    )
  if (settings.pageViews) use(pageViews())
  follow()

  const decided = (): Promise<PurgeReport> => consent.settled().then(purged)
  const choose: Client['consent']['choose'] = async (decisions, options) => {
    const { overSignal, erase } = { ...options }
    // What names what was sent is read before this no or another tab deletes it; a failed request may have left some.
    // This page keeps it until the collector has been asked.
    const { erasing } = core
    const named =
      erase && (erasing || consent.someGranted())
        ? Promise.all([queue.run('readonly', ({ all }) => all('s')), erasing])
            .then((lists) => lists.flat() as (Stream | undefined)[])
            .catch(() => undefined)
        : undefined
    if (named) core.erasing = named
    consent.choose(decisions, overSignal)
    const report = await decided()
    if (!erase) return report
    // Where nothing was on nothing is asked for, not even the code.
    const erased = named
      ? await more()
          .then(({ eraseDenied }) => eraseDenied(core, decisions, named))
          .catch(() => 'failed' as const)
      : 'nothing-sent'
    return { ...report, erased }
  }

  return {
    track,
    page: (props) => {
      const { url, title, referrer } = env.page()
      capture.track('page', props, { context: { url, title, referrer } })
    },
    identify: (id, traits) => capture.track('identify', traits, { purpose: 'identity', hashed: { id } }),
    reset: async () => {
      page.end(true)
      page.restart()
      // A no that comes meanwhile deletes the keys itself.
      if (lanes.size) await queue.purge([...lanes.keys()], 'k').catch(() => undefined)
    },
    optIn: async (purposes) => {
      consent.optIn(purposes === undefined ? purposes : (listed(purposes) ?? []))
      await decided()
    },
    optOut: async (purposes) => {
      consent.optOut(listed(purposes))
      return decided()
    },
    consent: { snapshot, allows, explain, subscribe, refresh, choose },
    flush: async () => {
      // What was tracked in this task begins its work after it; and one work may be followed by another.
      await undefined
      for (const lane of lanes.values()) while (lane.work) await lane.work
      await delivery.flush()
    },
    inspect: () => ({
      version: VERSION,
      mode: queue.mode(),
      consent: snapshot(),
      held: capture.held(),
      queued: queue.totals(),
      ...structuredClone(core.counts),
      streams: [...lanes.values()].filter(({ next }) => next).length,
      destinations: [delivery.state()],
    }),
    erase: () => erase(core, more),
    use,
    shutdown: async () => {
      page.end(true)
      for (const stop of core.plugins.keys()) stop()
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
function listed(purposes: unknown): readonly string[] | undefined {
  if (typeof purposes === 'string') return [purposes]
  return Array.isArray(purposes) ? purposes : undefined
}

async function erase(core: Core, more: LoadMore): Promise<EraseReport> {
  // What an earlier page has sent is known once the record has been read.
  await core.consent.settled()
  const report: EraseReport = { removed: 0, streams: 0, collector: 'nothing-sent' }
  // After a no nothing is left to name, and nothing is asked for, not even the code.
  if (!core.chunker.lanes.size) return report
  return more()
    .then(({ eraseSent }) => eraseSent(core))
    .catch(() => ({ ...report, collector: 'failed' }))
}
