import type { ConsentEnv } from '@askfirst/consent'
import type { ConsentConfig, ConsentRules } from '@askfirst/consent/config'
import type { Format } from '@askfirst/formats'
import type { Plan } from '@askfirst/plan'
import type { BeforeSend } from './beforeSend.ts'
import type { QueueLimits } from './chunk.ts'
import type { CompiledPlan } from './compilePlan.ts'
import type { Destination } from './destination.ts'
import type { OutgoingFilter } from './outgoingFilter.ts'
import type { Plugin } from './plugin.ts'

/** Everything that `init` takes. Only `endpoint` is needed, or in its place `format` or `destinations`. */
export interface Options<P extends Plan = Plan> {
  /** where the collector takes events, such as `/v1/events` */
  endpoint?: string
  /** the site's public key at the collector; default: the page's host name */
  site?: string
  /** what visitors are asked for; default: `['measurement']` */
  purposes?: readonly string[]
  /** what exactly is asked, and by which rules: `defineConsent(…)`; default: opt-in, in built-in words */
  consent?: ConsentTerms
  /** whether events wait in memory for the visitor's first choice; default: `'hold'` */
  beforeChoice?: 'hold' | 'drop'
  /** what may leave, and how; default: everything, scrubbed */
  plan?: P
  /** the site's last look at an event; it can only take away */
  beforeSend?: BeforeSend
  /** further capture and context; default: none */
  plugins?: readonly Plugin[]
  /** whether page views are captured; default: true */
  pageViews?: boolean
  /** whether events wait on the device; false keeps them in memory; default: true */
  persist?: boolean
  /** days for which the device keeps what is needed to erase what was sent; default: 90 */
  retentionDays?: number
  scrub?: {
    /** URL query parameters kept besides `utm_*` */
    params?: readonly string[]
    /** property names that are safe although they look personal */
    keys?: readonly string[]
  }
  hash?: {
    /**
     * A key of the site's own in the place of each device's. It gives up what keeps devices apart: a value has the same
     * hash on all of them, and whoever has read the key can guess what was hashed; in a page's source that is everyone.
     * 32 random bytes or more, or those as base64url; default: on each device a random key that can't be read
     */
    linkableAcrossDevicesKey?: string | Uint8Array
  }
  /** when a batch is sent: at 50 events, 32,000 bytes or 3,000 ms, whichever is first */
  batch?: Partial<QueueLimits>
  /** what the queue keeps at most: 10,000 events, 4,000,000 bytes, 7 days (in ms); the oldest go first */
  queue?: Partial<QueueLimits>
  /** the collector's language; default: the native format for `endpoint` */
  format?: Format
  /**
   * several collectors, in the place of `endpoint` and `format`: each has its own copy of what it may see, under
   * names of its own, and none waits for another
   */
  destinations?: readonly Destination[]
}

/** What `defineConsent` makes: given the purposes of `init`, what the client and the banner work with. */
export type ConsentTerms = (purposes: readonly string[]) => {
  purposes: readonly string[]
  /** digests of what is asked */
  terms: Readonly<Record<string, string>>
  rules: ConsentRules
  /** changes the consent state's world: further signals, another place for the record */
  adapt(env: ConsentEnv): ConsentEnv
  /** what the banner is to say */
  config: ConsentConfig
}

/** The options as the client works with them: checked, with their defaults, and with the code that some of them need. */
export interface Settings
  extends Partial<Omit<ReturnType<ConsentTerms>, 'purposes'>>,
    Required<
      Pick<
        Options,
        'endpoint' | 'purposes' | 'beforeChoice' | 'pageViews' | 'persist' | 'retentionDays' | 'scrub'
      >
    > {
  site?: string | undefined
  format?: Format | undefined
  destinations?: readonly Destination[] | undefined
  /** the owner's file could not be read: nobody is asked again because of that */
  fallback?: boolean
  plan?: CompiledPlan | undefined
  filter?: OutgoingFilter | undefined
  /** there where the site has handed in a key: makes of it the one that hashes under a label */
  keyFor?: ((subtle: SubtleCrypto, label: string) => Promise<CryptoKey>) | undefined
  batch: QueueLimits
  queue: QueueLimits
}
