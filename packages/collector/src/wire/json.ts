/** A JSON object, as `JSON.parse` gives it. */
export type PlainObject = Record<string, unknown>

export function isPlainObject(value: unknown): value is PlainObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Whole, and from `first` to `last`, both included. */
export function isWholeBetween(value: unknown, first: number, last: number): value is number {
  return Number.isInteger(value) && (value as number) >= first && (value as number) <= last
}

/** The last moment that a JavaScript date can hold, in ms. */
export const LAST_TIME = 8_640_000_000_000_000

/** PostgreSQL's text and jsonb hold no NUL and no half of a surrogate pair. */
export function isStorableText(text: string): boolean {
  return !text.includes('\0') && !/\p{Surrogate}/u.test(text)
}

/** Storable, not empty, at most `length` characters, without control characters. */
export function isLabel(value: unknown, length: number): value is string {
  return (
    typeof value === 'string' &&
    value.length > 0 &&
    value.length <= length &&
    isStorableText(value) &&
    !/\p{Cc}/u.test(value)
  )
}
