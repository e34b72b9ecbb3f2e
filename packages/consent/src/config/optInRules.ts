import type { ConsentRules } from './consentPolicy.ts'

export const DAY_MS = 86_400_000

/** No region's pack: everything is asked for. */
export const OPT_IN = { id: 'opt-in', signal: ['marketing'], lastsDays: 180 } as const

/** What `compilePolicy` makes of no policy, in a few bytes and without a check of the purposes. */
export function optInRules(purposes: readonly string[]): ConsentRules {
  return {
    pack: OPT_IN.id,
    defaults: Object.fromEntries(purposes.map((purpose) => [purpose, 'undecided'])),
    signal: OPT_IN.signal,
    lasts: OPT_IN.lastsDays * DAY_MS,
  }
}
