import { type ConsentEnv, doNotTrack, type Signals, sharedConsentEnv } from '@askfirst/consent'
import {
  type ConsentConfig,
  type ConsentPolicy,
  checkConfig,
  compilePolicy,
  configError,
  configOf,
  termsOf,
} from '@askfirst/consent/config'
import type { ConsentTerms } from './options.ts'

/** What is asked, in whose name and by which rules. Everything has a default: opt-in everywhere, in built-in words. */
export interface ConsentDefinition {
  /** what is asked, in which words; its purposes take the place of `init`'s */
  config?: ConsentConfig
  /** the model, the visitor's region, how long a choice lasts; default: opt-in everywhere, 180 days */
  policy?: ConsentPolicy
  /** a kill switch, or a consent platform of somebody else, asked anew each time; see `client.consent.refresh` */
  signals?: () => Signals
  /** the domain whose subdomains share one choice, such as `shop.example`: the record's first copy is a cookie then */
  domain?: string
}

/**
 * Defines what visitors are asked, for `init({ consent: defineConsent({ … }) })`. A function of its own, so that a page
 * that asks in built-in words does not carry the checks.
 *
 * @throws AskfirstError with what is at fault and the fix: here for `config`, in `init` for `policy`
 */
export function defineConsent(definition: ConsentDefinition): ConsentTerms {
  if (typeof definition !== 'object' || !definition)
    throw configError('consent', 'consent must be defined by an object, such as { config }')
  const { config: given, policy, signals, domain, ...unknown } = definition
  const [extra] = Object.keys(unknown)
  if (extra)
    throw configError('consent', `consent.${extra} is unknown; there are config, policy, signals and domain`)
  if (given !== undefined) checkConfig(given)
  if (signals !== undefined && typeof signals !== 'function')
    throw configError('consent', 'consent.signals must be a function that returns { gpc, blocked, external }')
  if (domain !== undefined && !/^[a-z\d-]+(\.[a-z\d-]+)+$/i.test(domain))
    throw configError(
      'consent',
      "consent.domain must be what the subdomains have in common, such as 'shop.example'",
    )
  if (policy !== undefined && (typeof policy !== 'object' || !policy || Array.isArray(policy)))
    throw configError('consent', 'consent.policy must be an object, such as { lastsDays: 90 }')
  return (purposes) => {
    const config = given ?? configOf(purposes)
    const asked = config.purposes.map(({ id }) => id)
    const compiled = compilePolicy(policy, asked)
    // Where nobody is asked nothing is collected, in no region.
    const rules = config.banner?.show === false ? { ...compiled, defaults: {} } : compiled
    const adapt = (env: ConsentEnv): ConsentEnv => ({
      ...(domain === undefined ? env : sharedConsentEnv(env, domain)),
      signals: () => {
        const own = env.signals()
        const host = heard(signals)
        // No source can take back what another one refuses.
        return { ...host, gpc: own.gpc || host?.gpc || (policy?.dnt && doNotTrack()) }
      },
    })
    return { purposes: asked, terms: termsOf(config, rules), rules, adapt, config }
  }
}

/** A source that fails, or says what can't be understood, has everything off, and the page goes on. */
function heard(signals: ConsentDefinition['signals']): Signals | undefined {
  if (!signals) return undefined
  try {
    const said: Signals = signals()
    const { external } = said
    const clear =
      !('then' in said) && Object.values(external ?? {}).every((one) => /^(granted|denied)$/.test(one))
    return clear ? said : { blocked: true }
  } catch {
    return { blocked: true }
  }
}
