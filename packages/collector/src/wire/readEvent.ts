import { isLabel, isPlainObject, isStorableText, isWholeBetween, type PlainObject } from './json.ts'
import { limits } from './limits.ts'

/** Why an event was refused, as the reply's `code` says it. */
export type EventFault =
  /** not JSON */
  | 'bad_json'
  /** not an event: name or time missing or out of bounds, `props` not an object */
  | 'bad_event'
  /** holds a NUL, half a surrogate pair or a `__proto__` key */
  | 'bad_text'
  /** over the limits of bytes, depth, values or key length */
  | 'too_large'
  /** a number over what one stream can give out */
  | 'bad_seq'
  /** the chunk head before it could not be read */
  | 'bad_chunk'

/** An event line that can be stored. */
export interface EventLine {
  name: string
  /** ms after the chunk's time */
  at: number
  props: PlainObject
}

/** Reads one event line's value; `bytes` is the length of the line. */
export function readEvent(value: unknown, bytes: number): EventLine | EventFault {
  if (bytes > limits.eventBytes) return 'too_large'
  if (!isPlainObject(value)) return 'bad_event'
  const { name, at, props = {} } = value
  if (typeof name === 'string' && name.length > limits.nameLength) return 'too_large'
  if (typeof name === 'string' && !isStorableText(name)) return 'bad_text'
  if (!isLabel(name, limits.nameLength)) return 'bad_event'
  if (!isWholeBetween(at, -limits.offset, limits.offset) || !isPlainObject(props)) return 'bad_event'
  return propsFault(props) ?? { name, at, props }
}

// Breadth first, so that no depth of nesting can exhaust the stack.
function propsFault(props: PlainObject): EventFault | undefined {
  let level: unknown[] = [props]
  let nodes = 0
  for (let depth = 1; level.length > 0; depth++) {
    if (depth > limits.propsDepth) return 'too_large'
    const next: unknown[] = []
    for (const container of level) {
      for (const [key, value] of Object.entries(container as object)) {
        if (++nodes > limits.propsNodes || key.length > limits.keyLength) return 'too_large'
        // Stored, it would be a trap for whoever merges an exported event into an object.
        if (key === '__proto__' || !isStorableText(key)) return 'bad_text'
        if (typeof value === 'string' && !isStorableText(value)) return 'bad_text'
        if (typeof value === 'object' && value !== null) next.push(value)
      }
    }
    level = next
  }
  return undefined
}
