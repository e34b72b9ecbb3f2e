import { base64url } from '@askfirst/formats'
import type { Env } from './environment.ts'

/** Enters what authenticates a row: what was sealed under another is not opened. */
const SCHEMA = 1
/** A key seals for 30 days. 2^30 rows, the other bound, no device writes in that time. */
export const KEY_MS: number = 30 * 86_400_000

/** What every row tells unopened, so that a no, a lease and the retention find it. */
export interface PlainPart {
  id: string
  purpose: string
  /** `seq` of the decision under which its contents were captured */
  decision: number
  /** device time in ms */
  at?: number
  /** of a chunk and a stream, as chunk.ts has it */
  destination?: string | undefined
}

/** A row at rest: sealed, or as it is where there is no cryptography or no device. */
export type SealedRow = PlainPart &
  ({ key: string; iv: Uint8Array<ArrayBuffer>; sealed: ArrayBuffer } | { value: unknown })

/** The row of a key. */
export interface SealKey extends PlainPart {
  at: number
  key: CryptoKey
}

/** Keys and rows to be put in one transaction. */
export type Puts = readonly (readonly [key: string, row: unknown])[]

/**
 * Seals what waits on the device: AES-256-GCM (NIST SP 800-38D) under keys that can't be read out, a fresh random
 * 96-bit IV each time; the row's key and the schema are authenticated with it. A key serves one purpose and one
 * decision, so that deleting it erases what a no ends, in whatever copy of the disk that stands.
 */
export interface Seal {
  /** The row with its key's, to be put together: another tab may have deleted the key's with the database. */
  seal(rowKey: string, plain: PlainPart, value: unknown): Promise<Puts>
  /** What was sealed; undefined where its key is gone, or it was changed, or moved from another row. */
  open(rowKey: string, row: SealedRow, keys: readonly SealKey[]): Promise<unknown>
  /** Has the key at hand, so that what is sealed first need not wait for it. */
  prepare(plain: PlainPart): void
  /** Keeps no key of the purposes in this page's memory. */
  forget(purposes: readonly string[]): void
}

/**
 * @param subtle undefined where rows stay as they are
 * @param readKeys reads the rows of keys whose row key begins so
 */
export function createSeal(
  subtle: SubtleCrypto | undefined,
  { randomBytes, now }: Pick<Env, 'randomBytes' | 'now'>,
  readKeys: (prefix: string) => Promise<unknown[]> = async () => [],
): Seal {
  const kept = new Map<string, Promise<SealKey>>()
  // A clock that was set back must not make a key last.
  const fresh = ({ at }: SealKey): boolean => Math.abs(now() - at) < KEY_MS

  const newest = async (crypto: SubtleCrypto, purpose: string, decision: number): Promise<SealKey> => {
    const rows = (await readKeys(`e${purpose}.${decision}.`)) as SealKey[]
    const stored = rows.filter((row) => row.purpose === purpose && row.decision === decision && fresh(row))
    if (stored.length) return stored.at(-1)!
    const at = now()
    const id = `${purpose}.${decision}.${`${at}`.padStart(15, '0')}.${base64url(randomBytes(4))}`
    const key = await crypto.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt'])
    return { id, purpose, decision, at, key }
  }

  const keyOf = async (crypto: SubtleCrypto, { purpose, decision }: PlainPart): Promise<SealKey> => {
    const name = `${purpose} ${decision}`
    const known = kept.get(name)
    if (known && fresh(await known)) return known
    const found = newest(crypto, purpose, decision)
    kept.set(name, found)
    found.catch(() => kept.delete(name))
    return found
  }

  return {
    seal: async (rowKey, plain, value) => {
      if (!subtle) return [[rowKey, { ...plain, value }]]
      const keyRow = await keyOf(subtle, plain)
      const iv = randomBytes(12)
      const bytes = new TextEncoder().encode(JSON.stringify(value))
      const sealed = await subtle.encrypt(gcm(rowKey, iv), keyRow.key, bytes)
      return [
        [`e${keyRow.id}`, keyRow],
        [rowKey, { ...plain, key: keyRow.id, iv, sealed }],
      ]
    },
    open: async (rowKey, row, keys) => {
      if ('value' in row) return row.value
      try {
        const { key } = keys.find(({ id }) => id === row.key)!
        const bytes = await subtle!.decrypt(gcm(rowKey, row.iv), key, row.sealed)
        return JSON.parse(new TextDecoder().decode(bytes)) as unknown
      } catch {
        return undefined
      }
    },
    prepare: (plain) => {
      if (subtle) keyOf(subtle, plain).catch(() => undefined)
    },
    forget: (purposes) => {
      for (const name of kept.keys())
        if (purposes.includes(name.slice(0, name.lastIndexOf(' ')))) kept.delete(name)
    },
  }
}

function gcm(rowKey: string, iv: Uint8Array<ArrayBuffer>): AesGcmParams {
  const additionalData = new TextEncoder().encode(`askfirst-queue\n${rowKey}\n${SCHEMA}`)
  return { name: 'AES-GCM', iv, additionalData }
}
