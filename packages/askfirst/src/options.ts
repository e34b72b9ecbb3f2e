import { type Format, native } from '@askfirst/formats'
import { AskfirstError, definePlan, type Plan } from '@askfirst/plan'
import type { BeforeSend } from './pipeline.ts'
import type { Plugin } from './plugin.ts'
import type { QueueLimits } from './store/chunkStore.ts'

/** Everything that `init` takes. Only `endpoint` is needed. */
export interface Options<P extends Plan = Plan> {
  /** where the collector takes events, such as `/v1/events` */
  endpoint: string
  /** the site's public key at the collector; default: the page's host name */
  site?: string
  /** what visitors are asked for; default: `['measurement']` */
  purposes?: readonly string[]
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
  /** when a batch is sent: at 50 events, 32,000 bytes or 3,000 ms, whichever is first */
  batch?: Partial<QueueLimits>
  /** what the queue keeps at most: 10,000 events, 4,000,000 bytes, 7 days (in ms); the oldest go first */
  queue?: Partial<QueueLimits>
  /** the collector's language; default: the native format for `endpoint` */
  format?: Format
}

export interface Settings {
  site: string | undefined
  purposes: readonly string[]
  hold: boolean
  plan: Plan | undefined
  beforeSend: BeforeSend | undefined
  plugins: readonly Plugin[]
  pageViews: boolean
  persist: boolean
  retentionDays: number
  scrub: NonNullable<Options['scrub']>
  batch: QueueLimits
  queue: QueueLimits
  format: Format
}

const BATCH: QueueLimits = { events: 50, bytes: 32_000, age: 3_000 }
const QUEUE: QueueLimits = { events: 10_000, bytes: 4_000_000, age: 7 * 86_400_000 }
const KNOWN =
  'endpoint site purposes beforeChoice plan beforeSend plugins pageViews persist retentionDays scrub batch queue format'.split(
    ' ',
  )

/**
 * Checks the options and fills in the defaults.
 *
 * @throws AskfirstError `options-invalid`, with the option at fault and the fix
 */
export function readOptions(options: Options): Settings {
  const fail = (option: string, fix: string): never => {
    throw new AskfirstError('options-invalid', `askfirst: ${option} ${fix}`)
  }
  for (const name of Object.keys(options ?? {}))
    if (!KNOWN.includes(name)) fail(name, `is no option; the options are ${KNOWN.join(', ')}`)
  const { endpoint, purposes = ['measurement'], beforeChoice = 'hold', retentionDays = 90 } = options ?? {}
  if (typeof endpoint !== 'string' || !/^(https?:\/\/[^/]|\/|\.{1,2}\/)/.test(endpoint))
    fail('endpoint', "must be a URL or a path, such as '/v1/events'")
  if (!purposes.length || purposes.includes('necessary') || !purposes.every((name) => /^[\w.-]+$/.test(name)))
    fail(
      'purposes',
      "must name what visitors are asked for, such as ['measurement']; 'necessary' needs no asking",
    )
  if (beforeChoice !== 'hold' && beforeChoice !== 'drop') fail('beforeChoice', "must be 'hold' or 'drop'")
  const limits = <Limits extends object>(
    option: string,
    base: Limits,
    given: Partial<Limits> = {},
  ): Limits => {
    for (const [name, value] of Object.entries(given))
      if (!Object.hasOwn(base, name) || typeof value !== 'number' || !(value > 0))
        fail(`${option}.${name}`, `must be a number above 0; ${option} takes ${Object.keys(base).join(', ')}`)
    return { ...base, ...given }
  }
  limits('options', { retentionDays: 1 }, { retentionDays })
  return {
    site: options.site,
    purposes,
    hold: beforeChoice === 'hold',
    plan: options.plan && withBuiltIns(definePlan(options.plan)),
    beforeSend: options.beforeSend,
    plugins: options.plugins ?? [],
    pageViews: options.pageViews ?? true,
    persist: options.persist ?? true,
    retentionDays,
    scrub: options.scrub ?? {},
    batch: limits('batch', BATCH, options.batch),
    queue: limits('queue', QUEUE, options.queue),
    format: options.format ?? native(endpoint),
  }
}

/** The events that the SDK itself makes need no declaring; a plan may declare them to narrow them. */
function withBuiltIns(plan: Plan): Plan {
  if (!plan.events) return plan
  const events: Plan['events'] = {
    page: { props: { url: 'keep', title: 'keep', referrer: 'keep' } },
    vital: { props: { metric: 'keep', value: 'keep', rating: 'keep' } },
    identify: { purpose: 'identity' },
    ...plan.events,
  }
  return { ...plan, events }
}
