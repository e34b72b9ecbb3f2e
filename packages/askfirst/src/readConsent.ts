import { type ConsentEnv, doNotTrack, sharedConsentEnv } from '@askfirst/consent'
import { checkConfig, compilePolicy, configOf, termsOf } from '@askfirst/consent/config'
import type { Options, Settings } from './options.ts'

/**
 * Reads what is asked, and by which rules.
 *
 * @param purposes what is asked for where no configuration says so
 * @throws AskfirstError with what is at fault and the fix
 */
export function readConsent(
  { config: given, policy, signals, domain }: NonNullable<Options['consent']>,
  purposes: readonly string[],
): Pick<Settings, 'purposes' | 'terms' | 'rules' | 'adapt' | 'config'> {
  const config = given === undefined ? configOf(purposes) : checkConfig(given)
  const asked = config.purposes.map(({ id }) => id)
  const rules = compilePolicy(policy, asked)
  const adapt = (env: ConsentEnv): ConsentEnv => {
    const shared = domain === undefined ? env : sharedConsentEnv(env, domain)
    return {
      ...shared,
      signals: () => {
        const own = env.signals()
        const host = signals?.()
        // No source can take back what another one refuses.
        return { ...host, gpc: own.gpc || host?.gpc || (policy?.dnt && doNotTrack()) }
      },
    }
  }
  return { purposes: asked, terms: termsOf(config, rules), rules, adapt, config }
}
