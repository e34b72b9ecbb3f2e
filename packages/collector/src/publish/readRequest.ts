import { isLabel, isPlainObject, isWholeBetween } from '../wire/json.ts'

const LAST_VERSION = 2_147_483_647

interface Authored {
  /** the version that the author has seen; 0 where nothing was published */
  basedOn: number
  /** who publishes, 1 to 80 characters */
  by: string
}

export interface PublishRequest extends Authored {
  /** not checked yet */
  config: unknown
}

export interface RollbackRequest extends Authored {
  /** the version to bring back */
  to: number
}

/** Why a request can't be used. */
export type RequestFault = 'bad_request' | 'bad_based_on' | 'bad_by' | 'bad_to'

/** Reads the body of `POST /v1/owner/publish`. */
export function readPublish(value: unknown): PublishRequest | RequestFault {
  const authored = readAuthored(value, ['config'])
  if (typeof authored === 'string') return authored
  return { ...authored, config: (value as { config: unknown }).config ?? null }
}

/** Reads the body of `POST /v1/owner/rollback`. */
export function readRollback(value: unknown): RollbackRequest | RequestFault {
  const authored = readAuthored(value, ['to'])
  if (typeof authored === 'string') return authored
  const { to } = value as { to: unknown }
  return isWholeBetween(to, 1, LAST_VERSION) ? { ...authored, to } : 'bad_to'
}

function readAuthored(value: unknown, others: readonly string[]): Authored | RequestFault {
  if (!isPlainObject(value)) return 'bad_request'
  if (!Object.keys(value).every((key) => ['basedOn', 'by', ...others].includes(key))) return 'bad_request'
  const { basedOn, by } = value
  if (!isWholeBetween(basedOn, 0, LAST_VERSION)) return 'bad_based_on'
  const name = typeof by === 'string' ? by.trim() : by
  return isLabel(name, 80) ? { basedOn, by: name } : 'bad_by'
}
