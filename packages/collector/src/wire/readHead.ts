import type { NativeHead } from '@askfirst/formats'
import { isPlainObject, isWholeBetween, LAST_TIME } from './json.ts'

/** Why a head can't be used. */
export type HeadFault = 'bad_head' | 'bad_version'

/** Reads a request's first line. Unknown members are ignored, an unknown `v` is not. */
export function readHead(line: string): NativeHead | HeadFault {
  let value: unknown
  try {
    value = JSON.parse(line)
  } catch {
    return 'bad_head'
  }
  if (!isPlainObject(value)) return 'bad_head'
  if (value['v'] !== 1) return 'bad_version'
  const { site, sentAt } = value
  if (typeof site !== 'string' || site.length > 64) return 'bad_head'
  if (!isWholeBetween(sentAt, 0, LAST_TIME)) return 'bad_head'
  return { v: 1, site, sentAt }
}
