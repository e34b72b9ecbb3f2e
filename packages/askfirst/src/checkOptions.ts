import { AskfirstError } from '@askfirst/plan'
import type { Destination } from './destination.ts'
import type { Options } from './options.ts'

type Test = (value: unknown) => boolean
/** What a value may be, and the fix where it is something else. */
type Rule = readonly [ok: Test, fix: string]
type Rules = Readonly<Record<string, Rule>>

const isCall: Test = (value) => typeof value === 'function'
const isText = (value: unknown): value is string => typeof value === 'string' && value !== ''
const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const isAbove0: Test = (value) => typeof value === 'number' && value > 0
const isMaybe =
  (ok: Test): Test =>
  (value) =>
    value === undefined || ok(value)
const isListOf =
  (ok: Test): Test =>
  (value) =>
    Array.isArray(value) && value.every(ok)
// A purpose is a key of records: not one that every object has.
const isPurpose: Test = (value) => isText(value) && /^(?!necessary$)[\w.-]+$/.test(value) && !(value in {})
const isPlugin: Test = (value) =>
  isRecord(value) && isText(value['name']) && [value['setup'], value['enrich']].every(isMaybe(isCall))
const isFormat: Test = (value) =>
  isRecord(value) &&
  isText(value['name']) &&
  isRecord(value['limits']) &&
  [value['limits']['events'], value['limits']['bytes']].every(isAbove0) &&
  [value['encode'], value['read']].every(isCall) &&
  isMaybe(isCall)(value['erase'])

// Fewer than 17 different letters or bytes are zeros, a word or hex, and no random key in base64url.
const isVaried = (given: Iterable<unknown>): boolean => new Set(given).size > 16
const isKey: Test = (value) =>
  isText(value)
    ? /^[\w-]{43,}$/.test(value) && value.length % 4 !== 1 && isVaried(value)
    : value instanceof Uint8Array && value.length > 31 && isVaried(value)

const FLAG: Rule = [(value) => typeof value === 'boolean', 'must be true or false']
const NUMBER: Rule = [isAbove0, 'must be a number above 0']
const NAMES: Rule = [isListOf(isText), "must be a list of names, such as ['page']"]
const BOUNDS: Rules = { events: NUMBER, bytes: NUMBER, age: NUMBER }

const RULES: Readonly<Record<keyof Options, Rule>> = {
  endpoint: [
    (value) => isText(value) && /^(https?:\/\/[^/]+|\.*)\/./.test(value),
    "must be a URL with a path, or a path, such as '/v1/events'",
  ],
  site: [isText, "must be a text, such as 'shop'"],
  purposes: [
    (value) => isListOf(isPurpose)(value) && (value as readonly unknown[]).length > 0,
    "must name what visitors are asked for, such as ['measurement']",
  ],
  consent: [isCall, 'must be defineConsent({ … })'],
  beforeChoice: [(value) => value === 'hold' || value === 'drop', "must be 'hold' or 'drop'"],
  plan: [isRecord, "must be a plan, such as { fields: { note: 'drop' } }"],
  beforeSend: [isCall, 'must be a function that returns the event, or null'],
  plugins: [isListOf(isPlugin), 'must be a list of plugins, such as [vitals()]'],
  pageViews: FLAG,
  persist: FLAG,
  retentionDays: NUMBER,
  scrub: [isRecord, "must be an object, such as { params: ['page'] }"],
  hash: [isRecord, 'must be an object, such as { linkableAcrossDevicesKey: key }'],
  batch: [isRecord, 'must be an object, such as { events: 50 }'],
  queue: [isRecord, 'must be an object, such as { events: 10_000 }'],
  format: [isFormat, "must be a format, such as native('/v1/events')"],
  destinations: [
    (value) => isListOf(isRecord)(value) && (value as readonly unknown[]).length > 0,
    "must be a list, such as [{ format: native('/v1/events') }]",
  ],
}
const GROUPS = {
  scrub: { params: NAMES, keys: NAMES },
  hash: {
    linkableAcrossDevicesKey: [
      isKey,
      "must be 32 random bytes or more, or those as base64url, such as randomBytes(32).toString('base64url') of Node",
    ],
  },
  batch: BOUNDS,
  queue: BOUNDS,
} satisfies Record<string, Rules>

const DESTINATION: Readonly<Record<keyof Destination, Rule>> = {
  name: [
    (value) => isText(value) && /^[\w-]+$/.test(value),
    "must be of letters, digits, _ and -, such as 'own'",
  ],
  format: RULES.format,
  purposes: [
    (value) => isListOf(isPurpose)(value) && (value as readonly unknown[]).length > 0,
    "must name whose events it gets, such as ['measurement'], or be left out",
  ],
  fields: [isListOf(isText), "must be a list of properties' names, such as ['url']"],
}

/** Names of all options. */
export const OPTION_NAMES: readonly string[] = Object.keys(RULES)

/**
 * Checks every option that is given; one that is undefined counts as left out, and is.
 *
 * @throws AskfirstError `options-invalid`, with the option at fault and the fix
 */
export function checkOptions(options: unknown): Options {
  if (!isRecord(options))
    return refuse('the options', "must be an object, such as { endpoint: '/v1/events' }")
  const elsewhere = options['format'] ?? options['destinations']
  const given = check('', elsewhere ? options : { endpoint: '', ...options }, RULES)
  for (const [group, rules] of Object.entries(GROUPS))
    if (isRecord(given[group])) given[group] = check(`${group}.`, given[group], rules)
  const { destinations = [], endpoint, format } = given as Options
  if (destinations.length && (endpoint ?? format))
    refuse('destinations', 'stand in the place of endpoint and format: leave those out')
  destinations.forEach((destination, i) => {
    check(`destinations[${i}].`, { format: '', ...(destination as object) }, DESTINATION)
  })
  return given as unknown as Options
}

function check(where: string, values: object, rules: Rules): Record<string, unknown> {
  const given = Object.entries(values).filter(
    ([name, value]) => !Object.hasOwn(rules, name) || value !== undefined,
  )
  for (const [name, value] of given) {
    if (!Object.hasOwn(rules, name))
      refuse(where + name, `is no option; there are ${Object.keys(rules).join(', ')}`)
    const [ok, fix] = rules[name]!
    if (!ok(value)) refuse(where + name, fix)
  }
  return Object.fromEntries(given)
}

function refuse(option: string, fix: string): never {
  throw new AskfirstError('options-invalid', `askfirst: ${option} ${fix}`)
}
