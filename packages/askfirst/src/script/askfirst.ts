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
  showBanner(
    consent: Pick<Consent, 'purposes' | 'snapshot' | 'subscribe' | 'optIn' | 'optOut'>,
    options: { focus: boolean },
  ): () => void
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
  const options = readOptions(settings.options)
  const client = createClient(options, browserEnv())
  const show = banner(client, options.purposes, settings.base)
  const script: ScriptClient = { ...client, showBanner: () => show(true) }
  globals[settings.global] = script
  replay(script, stub?.q ?? [])
  if (settings.banner) askWhenUndecided(client, show)
  if (settings.vitals) addVitals(client, settings.base)
}

/** Makes the calls that came before the script, in their order. */
function replay(client: ScriptClient, calls: NonNullable<Stub['q']>): void {
  for (const [method, args, resolve] of calls) {
    const call = client[method as keyof ScriptClient] as ((...args: unknown[]) => unknown) | undefined
    resolve(typeof call === 'function' ? call(...args) : undefined)
  }
}

function banner(client: Client, purposes: readonly string[], base: string): (focus: boolean) => void {
  const { snapshot, subscribe } = client.consent
  let shownFor: number | undefined
  return (focus) => {
    // Once for each decision: what is asked again after one is a new question.
    const { seq } = snapshot()
    if (shownFor === seq) return
    shownFor = seq
    whenBody()
      .then(() => importModule<BannerModule>(`${base}askfirst-banner.js`))
      .then(({ showBanner }) => {
        const consent = {
          purposes,
          snapshot,
          subscribe,
          optIn: (names?: readonly string[]) => void client.optIn(names),
          optOut: (names?: readonly string[]) => void client.optOut(names),
        }
        showBanner(consent, { focus })
      })
      .catch(() => {
        // A banner that can't be loaded leaves the gate shut; the next call asks again.
        shownFor = undefined
      })
  }
}

function askWhenUndecided({ consent }: Client, show: (focus: boolean) => void): void {
  const look = (): void => {
    if (Object.values(consent.snapshot().purposes).includes('undecided')) show(false)
  }
  consent.subscribe(look)
  look()
}

/** Vitals are a file of their own, fetched after a yes. */
function addVitals({ consent, use }: Client, base: string): void {
  let loading = false
  const look = (): void => {
    if (loading || !consent.allows('measurement')) return
    loading = true
    importModule<VitalsModule>(`${base}askfirst-vitals.js`).then(
      ({ vitals }) => use(vitals()),
      () => undefined,
    )
  }
  consent.subscribe(look)
  look()
}
