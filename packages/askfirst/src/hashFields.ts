import type { ReadyEvent } from './event.ts'
import { keyedHash } from './hash.ts'
import type { Parts } from './parts.ts'

/** Puts keyed hashes in the place of what the events want hashed; a field that can't be hashed does not leave. */
export async function hashFields(
  core: Pick<Parts, 'env' | 'queue' | 'consent' | 'settings' | 'scrubbed'>,
  events: readonly ReadyEvent[],
): Promise<void> {
  const { scrubbed } = core
  for (const { purpose, props, hashed, rotate } of events)
    for (const field of Object.keys(hashed)) {
      const value = await keyedHash(core, purpose, hashed[field], rotate?.[field]).catch(() => undefined)
      if (value) props[field] = value
      else scrubbed['unhashed'] = (scrubbed['unhashed'] ?? 0) + 1
      delete hashed[field]
    }
}
