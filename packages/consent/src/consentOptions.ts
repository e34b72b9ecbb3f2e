import type { ConsentRules } from './config/consentPolicy.ts'
import type { PurgeReport, Purpose } from './consent.ts'

export interface ConsentOptions {
  /** what the site asks for; `necessary` needs no asking */
  purposes: readonly Purpose[]
  /** digests of what is asked for, by purpose: a decision that answered something else is asked again */
  terms?: Readonly<Record<Purpose, string>> | undefined
  /** by which rules the choices stand; default: opt-in, and the opt-out signal covers `marketing` */
  rules?: ConsentRules | undefined
  /**
   * Removes what was kept under a yes that has ended, here or in another tab. The purposes are `withdrawn` until it
   * resolves with nothing remaining.
   */
  purge?(purposes: readonly Purpose[]): Promise<PurgeReport>
}
