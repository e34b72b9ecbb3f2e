import type { Receipt, ReceiptLayout, ReceiptMethod, ReceiptType } from './receipt.ts'

/** Says what is wrong with a value, empty where nothing is; `at` names the value. */
type Check = (value: unknown, at: string) => string[]

const METHODS: readonly ReceiptMethod[] = ['banner-accept', 'banner-reject', 'centre-save', 'api', 'gpc']
const LAYOUTS: readonly ReceiptLayout[] = ['bar', 'box', 'dialog', 'centre', 'none']

const must =
  (test: (value: unknown) => boolean, what: string): Check =>
  (value, at) =>
    test(value) ? [] : [`${at} must be ${what}`]
const text = must((value) => typeof value === 'string', 'text')
const matching = (pattern: RegExp, what: string): Check =>
  must((value) => typeof value === 'string' && pattern.test(value), what)
const oneOf = (...values: unknown[]): Check => must((value) => values.includes(value), values.join(' or '))
const number = must((value) => Number.isFinite(value) && (value as number) >= 0, 'a number from 0')
const hash = matching(/^[0-9a-f]{64}$/, 'a SHA-256 in hex')
const time = must(isTime, 'a time such as 2026-11-20T12:00:00.000Z')

const optional =
  (check: Check): Check =>
  (value, at) =>
    value === undefined ? [] : check(value, at)
const orNull =
  (check: Check): Check =>
  (value, at) =>
    value === null ? [] : check(value, at)
const list =
  (check: Check, least = 0): Check =>
  (value, at) =>
    Array.isArray(value) && value.length >= least
      ? value.flatMap((item, i) => check(item, `${at}[${i}]`))
      : [`${at} must be a list${least ? ' that is not empty' : ''}`]
/** These members and no others: what is not foreseen could be anything, also about the visitor. */
const object =
  (members: Readonly<Record<string, Check>>): Check =>
  (value, at) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      return [`${at || 'the receipt'} must be an object`]
    const prefix = at && `${at}.`
    const own = new Map<string, unknown>(Object.entries(value))
    const unknown = [...own.keys()].filter((key) => !Object.hasOwn(members, key))
    return [
      ...unknown.map((key) => `${prefix}${key} is no member of a receipt`),
      ...Object.entries(members).flatMap(([key, check]) => check(own.get(key), prefix + key)),
    ]
  }

const receipt = object({
  header: object({
    schema: oneOf('askfirst-receipt/1'),
    recordId: matching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, 'a UUID'),
    prevHash: orNull(hash),
  }),
  processing: object({
    noticeHash: hash,
    noticeUrl: optional(text),
    locale: text,
    purposes: list(
      object({
        id: text,
        label: text,
        reason: text,
        decision: oneOf('granted', 'denied'),
        data: list(text),
        recipients: list(text),
        retentionDays: optional(number),
      }),
      1,
    ),
    pack: text,
    withdrawal: text,
    rightsUrl: optional(text),
  }),
  parties: object({ controller: text, contact: optional(text) }),
  event: object({
    type: oneOf('given', 'refused', 'withdrawn', 'partly'),
    time,
    method: oneOf(...METHODS),
    layout: oneOf(...LAYOUTS),
    buttonOrder: list(text),
    validDays: number,
  }),
  hash,
})

/** What keeps a value from being a receipt, one sentence each; empty for a receipt. Does not look at the hash. */
export function receiptFaults(value: unknown): string[] {
  const faults = receipt(value, '')
  if (faults.length > 0) return faults
  const { processing, event } = value as Receipt
  const decisions = new Set(processing.purposes.map(({ decision }) => decision))
  return fits(event.type, decisions) ? [] : [`event.type is ${event.type}, which the decisions are not`]
}

/** Whether a value has the shape of a receipt. Says nothing of whether it was changed: that is `verifyReceipt`. */
export function isReceipt(value: unknown): value is Receipt {
  return receiptFaults(value).length === 0
}

function fits(type: ReceiptType, decisions: ReadonlySet<string>): boolean {
  if (type === 'partly') return decisions.size === 2
  if (type === 'given') return !decisions.has('denied')
  return decisions.has('denied') && (type === 'withdrawn' || decisions.size === 1)
}

function isTime(value: unknown): boolean {
  if (typeof value !== 'string') return false
  const at = Date.parse(value)
  return Number.isFinite(at) && new Date(at).toISOString() === value
}
