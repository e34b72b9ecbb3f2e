import type { Consent } from '@askfirst/consent'
import type { Client } from '../client.ts'
import { createClient } from '../createClient.ts'
import { browserEnv, currentTag, importModule, pageGlobals, whenBody } from '../env.ts'
import { readOptions } from '../options.ts'
import { readTag, type TagSettings } from './readTag.ts'

/** What the stub in the page has collected: calls with the promise that each was given. */
interface Stub {
  q?: [method: string, args: unknown[], resolve: (value: unknown) => void][]
}

/** The banner's module, as the script needs it: a file of its own, loaded only when it must show. */
interface BannerModule {
  showBanner(consent: Pick<Consent, 'purposes' | 'snapshot' | 'subscribe' | 'optIn' | 'optOut'>): () => void
}

interface VitalsModule {
  vitals(): { name: string }
}

/** The script tag's global: the client, and a way to ask again. */
export interface ScriptClient extends Client {
  /** Shows the banner, also after a choice: from a page's "privacy settings" link. */
  showBanner(): void
}

const tag = currentTag()
try {
  if (tag) start(readTag(tag.dataset, tag.src))
} catch (error) {
  // A tag that is written wrongly must not stop the scripts behind it.
  console.error(error)
}

function start(settings: TagSettings): void {
  const globals = pageGlobals()
  const stub = globals[settings.global] as (Stub & Partial<Client>) | undefined
  // The tag stands twice in the page: the first one's client goes on.
  if (stub && 'inspect' in stub && !stub.q) return
  const client = createClient(readOptions(settings.options), browserEnv())
  const purposes = settings.options.purposes ?? ['measurement']
  const showBanner = banner(client, purposes, settings.base)
  const script: ScriptClient = { ...client, showBanner }
  globals[settings.global] = script
  replay(script, stub?.q ?? [])
  if (settings.banner) askWhenUndecided(client, showBanner)
  if (settings.vitals) addVitals(client, settings.base)
}

/** Makes the calls that came before the script, in their order. */
function replay(client: ScriptClient, calls: NonNullable<Stub['q']>): void {
  for (const [method, args, resolve] of calls) {
    const call = client[method as keyof ScriptClient] as ((...args: unknown[]) => unknown) | undefined
    resolve(typeof call === 'function' ? call(...args) : undefined)
  }
}

function banner(client: Client, purposes: readonly string[], base: string): () => void {
  let shown: Promise<() => void> | undefined
  return () => {
    shown ??= whenBody()
      .then(() => importModule<BannerModule>(`${base}askfirst-banner.js`))
      .then(({ showBanner }) =>
        showBanner({
          purposes,
          snapshot: client.consent.snapshot,
          subscribe: client.consent.subscribe,
          optIn: (names) => void client.optIn(names),
          optOut: (names) => void client.optOut(names),
        }),
      )
    const done = (): void => {
      shown = undefined
    }
    const seq = client.consent.snapshot().seq
    const stop = client.consent.subscribe((snapshot) => {
      if (snapshot.seq === seq) return
      stop()
      done()
    })
    // A banner that can't be loaded leaves the gate shut; the next page asks again.
    shown.catch(done)
  }
}

function askWhenUndecided(client: Client, showBanner: () => void): void {
  let asked = false
  const look = (): void => {
    const states = Object.values(client.consent.snapshot().purposes)
    const undecided = states.includes('undecided')
    if (undecided && !asked) showBanner()
    asked = undecided
  }
  client.consent.subscribe(look)
  look()
}

/** Vitals are a file of their own, fetched after a yes. */
function addVitals(client: Client, base: string): void {
  const stop = client.consent.subscribe(look)
  let loading = false
  function look(): void {
    if (loading || !client.consent.allows('measurement')) return
    loading = true
    stop()
    importModule<VitalsModule>(`${base}askfirst-vitals.js`).then(
      ({ vitals }) => void client.use(vitals()),
      () => undefined,
    )
  }
  look()
}
