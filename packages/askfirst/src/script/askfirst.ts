import type { Consent } from '@askfirst/consent'
import type { Client } from '../client.ts'
import { createClient } from '../createClient.ts'
import { browserEnv, currentTag, importModule, pageGlobals, whenBody } from '../env.ts'
import type { Settings } from '../options.ts'
import { plainTag } from './plainTag.ts'

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

/** Loads one of the script's further files, from where the script came from. */
type Load = <Name extends keyof Files>(name: Name) => Promise<Files[Name]>

interface Files {
  banner: BannerModule
  more: typeof import('./more.ts')
  vitals: VitalsModule
}

/** The script tag's global: the client, and a way to ask again. */
export interface ScriptClient extends Client {
  /** Shows the banner, also after a choice: from a page's "privacy settings" link. */
  showBanner(): void
}

const tag = currentTag()
// A tag that is written wrongly must not stop the scripts behind it.
if (tag) readTag(tag).catch((error) => console.error(error))

/** A plain tag starts in this task; anything else is read, or refused, by code of a file of its own. */
async function readTag({ dataset, src }: HTMLScriptElement): Promise<void> {
  const load: Load = async (name) => importModule(new URL(`askfirst-${name}.js`, src).href)
  start(plainTag(dataset) ?? (await load('more')).readTag(dataset), dataset, load)
}

function start(settings: Settings, data: DOMStringMap, load: Load): void {
  const globals = pageGlobals()
  const name = data['global'] || 'askfirst'
  const stub = globals[name] as (Stub & Partial<Client>) | undefined
  // The tag stands twice in the page: the first one's client goes on.
  if (stub && 'inspect' in stub && !stub.q) return
  const client = createClient(settings, browserEnv(), () => load('more'))
  const show = banner(client, settings.purposes, load)
  const script: ScriptClient = { ...client, showBanner: () => show(true) }
  globals[name] = script
  replay(script, stub?.q ?? [])
  const { banner: asks = 'false', vitals = 'false' } = data
  if (asks !== 'false') askWhenUndecided(client, show)
  if (vitals !== 'false') addVitals(client, load)
}

/** Makes the calls that came before the script, in their order. */
function replay(client: ScriptClient, calls: NonNullable<Stub['q']>): void {
  for (const [method, args, resolve] of calls) {
    const call = client[method as keyof ScriptClient] as ((...args: unknown[]) => unknown) | undefined
    resolve(typeof call === 'function' ? call(...args) : undefined)
  }
}

function banner(client: Client, purposes: readonly string[], load: Load): (focus: boolean) => void {
  const { snapshot, subscribe } = client.consent
  let shownFor: number | undefined
  return (focus) => {
    // Once for each decision: what is asked again after one is a new question.
    const { seq } = snapshot()
    if (shownFor === seq) return
    shownFor = seq
    whenBody()
      .then(() => load('banner'))
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
function addVitals({ consent, use }: Client, load: Load): void {
  let loading = false
  const look = (): void => {
    if (loading || !consent.allows('measurement')) return
    loading = true
    load('vitals').then(
      ({ vitals }) => use(vitals()),
      () => undefined,
    )
  }
  consent.subscribe(look)
  look()
}
