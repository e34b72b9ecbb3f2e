import { awaitGrant } from './awaitGrant.ts'
import { createCapture } from './capture.ts'
import { type Client, VERSION } from './client.ts'
import { createChoose } from './createChoose.ts'
import { createCore } from './createCore.ts'
import type { LoadMore } from './createOutbox.ts'
import type { World } from './environment.ts'
import type { Settings } from './options.ts'
import { pluginHost } from './pluginHost.ts'
import { pageViews } from './plugins/pageViews.ts'

/** Loads what is not needed at once; each rejects where that fails. */
export interface LoadFiles {
  /** once the record grants something */
  outbox(): Promise<typeof import('./createOutbox.ts')>
  /** when it is first needed */
  more: LoadMore
}

/** Starts a client in this page. */
export function createClient(settings: Settings, env: World, load: LoadFiles): Client {
  const core = createCore(settings, env)
  const { consent } = core
  const { snapshot, allows, explain, subscribe, refresh } = consent
  const capture = createCapture(core)
  const track: Client['track'] = (name, props) => capture.track(name, props)
  const grant = awaitGrant(core, capture, async () =>
    (await load.outbox()).createOutbox(core, capture, load.more),
  )
  const { follow, purged } = grant
  core.purged = purged
  const use = pluginHost(core, track)
  subscribe(follow)

  if (!env.subtle)
    env.warn(
      'no secure context: events wait in memory, hashed fields are left out. Serve the page over https.',
    )
  if (settings.pageViews) use(pageViews())
  follow()

  const decided = (): ReturnType<typeof purged> => consent.settled().then(purged)

  return {
    track,
    page: (props) => {
      const { url, title, referrer } = env.page()
      capture.track('page', props, { context: { url, title, referrer } })
    },
    identify: (id, traits) => capture.track('identify', traits, { purpose: 'identity', hashed: { id } }),
    reset: async () => core.outbox?.reset(),
    optIn: async (purposes) => {
      consent.optIn(purposes === undefined ? purposes : (listed(purposes) ?? []))
      await decided()
    },
    optOut: async (purposes) => {
      consent.optOut(listed(purposes))
      return decided()
    },
    consent: { snapshot, allows, explain, subscribe, refresh, choose: createChoose(core, grant, decided) },
    flush: async () => {
      await (await grant.outbox()?.catch(() => undefined))?.flush()
    },
    inspect: () => ({
      version: VERSION,
      consent: snapshot(),
      held: capture.held(),
      mode: 'idle',
      queued: { events: 0, bytes: 0, chunks: 0 },
      streams: 0,
      destinations: [],
      ...core.outbox?.inspect(),
      ...structuredClone(core.counts),
    }),
    erase: async () => {
      // What an earlier page has sent is known once the record has been read.
      await consent.settled()
      const collector = grant.outbox() ? 'failed' : 'nothing-sent'
      const report = await grant
        .outbox()
        ?.then(({ erase }) => erase())
        .catch(() => undefined)
      return report ?? { removed: 0, streams: 0, collector }
    },
    use,
    shutdown: async () => {
      core.outbox?.end()
      for (const stop of core.plugins.keys()) stop()
      grant.stop()
      consent.close()
      await core.outbox?.stop()
    },
  }
}

/** A page may pass anything, such as the event of a click: what is no list of purposes never grants one. */
function listed(purposes: unknown): readonly string[] | undefined {
  if (typeof purposes === 'string') return [purposes]
  return Array.isArray(purposes) ? purposes : undefined
}
