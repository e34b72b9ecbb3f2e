import type { ReadyEvent } from './event.ts'
import { keyedHash } from './hash.ts'
import type { Parts } from './parts.ts'
import { tokenFor } from './token.ts'

/** Puts keyed hashes and tokens in the place of what the events want so; a field that can't be does not leave. */
export async function hashFields(
  core: Pick<Parts, 'env' | 'queue' | 'consent' | 'settings' | 'scrubbed' | 'resets'>,
  events: readonly ReadyEvent[],
): Promise<void> {
  const { scrubbed } = core
  for (const { purpose, props, hashed, tokens, rotate } of events)
    for (const field of Object.keys(hashed)) {
      const resolve = (): ReturnType<typeof keyedHash> =>
        tokens?.includes(field)
          ? tokenFor(core, purpose, hashed[field])
          : keyedHash(core, purpose, hashed[field], rotate?.[field])
      const value = await resolve().catch(() => undefined)
      if (value) props[field] = value
      else scrubbed['unhashed'] = (scrubbed['unhashed'] ?? 0) + 1
      delete hashed[field]
    }
}
