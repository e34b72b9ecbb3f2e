import { type Format, native } from '@askfirst/formats'
import { AskfirstError, definePlan, type Plan } from '@askfirst/plan'
import type { BeforeSend } from './beforeSend.ts'
import type { QueueLimits } from './chunk.ts'
import type { Plugin } from './plugin.ts'

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

/** The options with their defaults. */
export type Settings = Required<Omit<Options, 'site' | 'plan' | 'beforeSend' | 'batch' | 'queue'>> &
  Pick<Options, 'site' | 'plan' | 'beforeSend'> & { batch: QueueLimits; queue: QueueLimits }

/**
 * Checks the options and fills in the defaults.
 *
 * @throws AskfirstError `options-invalid`, with the option at fault and the fix
 */
export function readOptions(options: Options): Settings {
  const defaults = {
    endpoint: '',
    site: undefined,
    purposes: ['measurement'],
    beforeChoice: 'hold',
    plan: undefined,
    beforeSend: undefined,
    plugins: [],
    pageViews: true,
    persist: true,
    retentionDays: 90,
    scrub: {},
    batch: { events: 50, bytes: 32_000, age: 3_000 },
    queue: { events: 10_000, bytes: 4_000_000, age: 7 * 86_400_000 },
    format: undefined,
  }
  const settings = { ...defaults, ...options }
  const check = (option: string, ok: unknown, fix: string): void => {
    if (!ok) throw new AskfirstError('options-invalid', `askfirst: ${option} ${fix}`)
  }
  const known = (option: string, given: object, base: object): void => {
    for (const name in given)
      check(option + name, name in base, `is no option; there are ${Object.keys(base).join(', ')}`)
  }
  known('', settings, defaults)
  const { endpoint, purposes, beforeChoice, plan } = settings
  check(
    'endpoint',
    /^(https?:\/\/[^/]+|\.*)\/./.test(endpoint),
    "must be a URL with a path, or a path, such as '/v1/events'",
  )
  const named = purposes.length && purposes.every((name) => /^(?!necessary$)[\w.-]+$/.test(name))
  check('purposes', named, "must name what visitors are asked for, such as ['measurement']")
  check('beforeChoice', /^(hold|drop)$/.test(beforeChoice), "must be 'hold' or 'drop'")
  known('scrub.', settings.scrub, { params: 0, keys: 0 })
  for (const group of ['batch', 'queue'] as const) {
    known(`${group}.`, settings[group], defaults[group])
    settings[group] = { ...defaults[group], ...settings[group] }
    for (const [name, value] of Object.entries(settings[group]))
      check(`${group}.${name}`, value > 0, 'must be a number above 0')
  }
  check('retentionDays', settings.retentionDays > 0, 'must be a number above 0')
  return {
    ...(settings as Settings),
    ...(plan && { plan: withBuiltIns(definePlan(plan)) }),
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
