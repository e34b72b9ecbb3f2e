import { base64url } from '@askfirst/formats'
import { keyedHash } from './hash.ts'
import type { Parts } from './parts.ts'
import type { SealedRow, SealKey } from './seal.ts'

interface Entry {
  value: unknown
  token: string
}

/**
 * A random token that stands for the value: 128 bits as 22 base64url characters, for one purpose and device the same
 * for every spelling of a value, until the purpose's no, a reset or the retention ends it. Unlike a hash it is made of
 * nothing: the map of tokens, sealed on the device, alone tells what it stands for. Undefined where the device has no
 * cryptography.
 */
export async function tokenFor(
  parts: Pick<Parts, 'env' | 'queue' | 'consent' | 'resets'>,
  purpose: string,
  value: unknown,
): Promise<string | undefined> {
  const { env, queue, consent, resets } = parts
  const { count } = resets
  // Found by a hash under a key that stays here, whatever key the site has handed in for hashes that leave.
  const id = await keyedHash({ ...parts, settings: {} }, purpose, `token\n${String(value).trim()}`)
  if (!id) return undefined
  const rowKey = `t${purpose}.${id}`
  const read = async (): Promise<string | undefined> => {
    const [[row], keys] = (await queue.run('readonly', ({ all }) =>
      Promise.all([all(rowKey), all('e')]),
    )) as [SealedRow[], SealKey[]]
    return row && ((await queue.seal.open(rowKey, row, keys)) as Entry | undefined)?.token
  }
  const stored = await read()
  if (stored) return stored
  const token = base64url(env.randomBytes(16))
  const plain = { id, purpose, decision: consent.snapshot().seq, at: env.now() }
  const puts = await queue.seal.seal(rowKey, plain, { value, token } satisfies Entry)
  await queue.run('readwrite', async (rows) => {
    // After a no, or a reset, the map stays deleted.
    if (consent.allows(purpose) && plain.decision > consent.lastNo(purpose) && resets.count === count)
      for (const [key, row] of puts) void rows.put(key, row)
  })
  // Two tabs that meet a value in the same moment may each go on with its own, this once.
  return (await read()) ?? token
}
