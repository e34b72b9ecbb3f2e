import type { ConsentChoices } from '@askfirst/consent'
import type { ConsentConfig } from '@askfirst/consent/config'
import type { Client } from '../client.ts'
import { createClient } from '../createClient.ts'
import { browserEnv, currentTag, importModule, pageGlobals } from '../env.ts'
import type { Settings } from '../options.ts'
import type { Plugin } from '../plugin.ts'
import { plainTag } from './plainTag.ts'

/** What the stub in the page has collected: calls with the promise that each was given. */
interface Stub {
  q?: [method: string, args: unknown[], resolve: (value: unknown) => void][]
}

interface ShowOptions {
  focus: boolean
  rules: Settings['rules']
}

interface BannerModule {
  showBanner(consent: ConsentChoices, config: ConsentConfig | undefined, options: ShowOptions): void
  openCentre(consent: ConsentChoices, config: ConsentConfig | undefined, options: ShowOptions): void
}

interface DebugModule {
  showDebug(client: ScriptClient): void
}

interface SignalModule {
  showSignal(
    consent: ConsentChoices,
    config: ConsentConfig | undefined,
    options: Omit<ShowOptions, 'focus'>,
  ): void
}

interface VitalsModule {
  vitals(): Plugin
}

/** Loads one of the script's further files, from where the script came from. */
type Load = <Name extends keyof Files>(name: Name) => Promise<Files[Name]>

interface Files {
  banner: BannerModule
  debug: DebugModule
  config: typeof import('./config.ts')
  more: typeof import('./more.ts')
  outbox: typeof import('./outbox.ts')
  signal: SignalModule
  vitals: VitalsModule
}

/** The script tag's global: the client, and a way to ask again. */
export interface ScriptClient extends Client {
  /** Shows the banner, also after a choice. */
  showBanner(): void
  /** Opens the preference centre: from a page's "privacy settings" link. */
  showCentre(): void
}

const tag = currentTag()
// A tag that is written wrongly must not stop the scripts behind it.
if (tag) readTag(tag).catch((error) => console.error(error))

/** A plain tag starts in this task; anything else is read, or refused, by code of a file of its own. */
async function readTag({ dataset, src }: HTMLScriptElement): Promise<void> {
  const load: Load = async (name) => importModule(new URL(`askfirst-${name}.js`, src).href)
  start(plainTag(dataset) ?? (await (await load('config')).readTagAndFile(dataset, src)), dataset, load)
}

function start(settings: Settings, data: DOMStringMap, load: Load): void {
  const globals = pageGlobals()
  const { global, banner = 'false', vitals = 'false' } = data
  const name = global || 'askfirst'
  const stub = globals[name] as (Stub & Partial<Client>) | undefined
  // The tag stands twice in the page: the first one's client goes on.
  if (stub?.inspect) return
  const env = browserEnv()
  const client = createClient(settings, env, { outbox: () => load('outbox'), more: () => load('more') })
  const { config, rules, fallback } = settings
  const { consent, use } = client
  const loaded: Record<string, unknown> = {}

  /** Loads a file and runs it, once as long as `state` stays the same. Where that fails, the next call tries again. */
  const once = <File extends keyof Files>(
    file: File,
    state: unknown,
    run: (module: Files[File]) => void,
  ): void => {
    if (loaded[file] === state) return
    loaded[file] = state
    load(file)
      .then(run)
      .catch((error) => {
        delete loaded[file]
        console.error(error)
      })
  }
  // What is asked again after a decision is a new question.
  const show = (focus: boolean): void =>
    once('banner', consent.snapshot().seq, ({ showBanner }) => showBanner(consent, config, { focus, rules }))
  const unanswered = fallback ? /undecided/ : /undecided|exempt|stale|expired/
  const look = (): void => {
    const { purposes, signal, reason } = consent.snapshot()
    const states = Object.values(purposes).join()
    if (banner !== 'false' && config?.banner?.show !== false && unanswered.test(states)) show(false)
    // After a no of this page nothing is asked for, and after a yes there is nothing to tell.
    if (signal && rules?.signalOnPage && reason !== 'decided-here')
      once('signal', true, ({ showSignal }) => showSignal(consent, config, { rules }))
    if (vitals !== 'false' && consent.allows('measurement'))
      once('vitals', true, (module) => void use(module.vitals()))
  }

  const script: ScriptClient = {
    ...client,
    showBanner: () => show(true),
    showCentre: () => {
      load('banner').then(
        ({ openCentre }) => openCentre(consent, config, { focus: true, rules }),
        console.error,
      )
      // An erasure that is chosen there is one request: its code is there by then.
      void load('more').catch(() => undefined)
    },
  }
  globals[name] = script
  // The calls that came before the script, in their order.
  for (const [method, args, resolve] of stub?.q ?? [])
    try {
      resolve((script as unknown as Record<string, (...args: unknown[]) => unknown>)[method]?.(...args))
    } catch (error) {
      console.error(error)
    }
  if (/[?&]askfirst-debug/.test(env.page().url)) once('debug', 0, ({ showDebug }) => showDebug(script))
  consent.subscribe(look)
  look()
}
