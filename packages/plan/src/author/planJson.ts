import type { Category } from './categories.ts'
import type { Duration } from './daysOf.ts'

/**
 * What happens to a field before it leaves: exactly one of these.
 * `keep` it (detectors still look at its value); `drop` it; `hash` it with a keyed HMAC-SHA-256 (RFC 2104) whose key
 * never leaves the device; `mask` its letters; `tokenize` it: a random token leaves, what it stands for stays on the
 * device; `generalize` it to a band, a month, a region, a route.
 */
export type Treatment = 'keep' | 'drop' | 'hash' | 'mask' | 'tokenize' | 'generalize'

/** The treatments that need no further word: a field may be written as one of these. */
export type ShortTreatment = Exclude<Treatment, 'generalize'>

export type FieldType = 'string' | 'text' | 'number' | 'boolean' | 'date' | 'url' | 'geo' | 'oneOf' | 'list'

/** Where a place is: `lat` and `lng` in degrees (WGS 84), or ISO 3166 codes such as `DE` and `DE-BY`. */
export interface Geo {
  lat?: number
  lng?: number
  country?: string
  region?: string
}

/** A field written out. Which members go together is in `plan.schema.json`, and in the message where they do not. */
export interface FieldSpec {
  readonly type: FieldType
  /** default: `keep`; a `geo` has none; a `list` has that of its items */
  readonly treatment?: Treatment
  /** whether events may leave it out */
  readonly optional?: true
  /** kind of data; default: `usage` */
  readonly category?: Category
  /** what it is for, where that is not what its event is for: it then leaves apart from the event */
  readonly purpose?: string
  /** the reason, in words for visitors; default: that of its event */
  readonly why?: string
  /** how long it is kept at the collector; default: that of its event */
  readonly retention?: Duration
  /** of a kept `string`: a regular expression (flag `u`) that matches all of it */
  readonly pattern?: string
  /** of a kept `string` or `url`: it may hold anything, and the detectors are all that looks at it */
  readonly freeText?: true
  /** of `oneOf` */
  readonly values?: readonly (string | number)[]
  /** of `list` */
  readonly items?: FieldSpec
  /** of `hash`: how long a key lives */
  readonly rotate?: Duration
  /** of `mask`: characters left at the start and at the end, 0 to 4; default: 0 */
  readonly start?: number
  readonly end?: number
  /** of a generalized `number`: where bands begin, ascending */
  readonly bands?: readonly number[]
  /** of a generalized `string` or `text`: where bands of its length begin, ascending */
  readonly lengths?: readonly number[]
  /** of a generalized `date` or `geo` */
  readonly to?: 'day' | 'month' | 'year' | 'country' | 'region'
  /** of a generalized `geo`: 0 (about 110 km) or 1 (about 11 km) */
  readonly decimals?: 0 | 1
  /** of a generalized `url`: `/users/:id`, `/files/*`; what is none of them is `other` */
  readonly routes?: readonly string[]
}

export type FieldJson = ShortTreatment | FieldSpec

export interface EventJson {
  /** what it is for; default: `measurement` */
  readonly purpose?: string
  /** the reason, in words for visitors */
  readonly why?: string
  /** how long it is kept at the collector */
  readonly retention?: Duration
  /** the only properties that leave; `'any'`: all of them, scrubbed */
  readonly props?: 'any' | Readonly<Record<string, FieldJson>>
}

/** A tracking plan as JSON, described by `plan.schema.json`. */
export interface PlanJson {
  readonly $schema?: string
  /** `health`: no paths, titles, referrers or free text */
  readonly preset?: 'health'
  /** events that are not declared: default `drop` */
  readonly undeclared?: 'keep' | 'drop'
  readonly events?: Readonly<Record<string, EventJson>>
  /** fields of every event that says nothing else of them */
  readonly fields?: Readonly<Record<string, FieldJson>>
}
