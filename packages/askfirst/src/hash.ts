import { base64url } from '@askfirst/formats'
import type { Settings } from './options.ts'
import type { Parts } from './parts.ts'

const LABEL = 'askfirst/hash/1'
const DAY_MS = 86_400_000

/**
 * A pseudonym that only this device can make again: HMAC-SHA-256 (RFC 2104) under the purpose's key, which is
 * random and can't be read, over the value in one spelling (NFC, trimmed, lower case); the first 128 bits as 22
 * base64url characters. Undefined where the device has no cryptography. Where the site has handed in a key, the
 * purpose's is made of that one: whoever has it can make the pseudonym again, on any device and in any period.
 *
 * @param rotate days after which a new key takes the place of the old, which is deleted: hashes of one period can't
 *   be compared with those of another, not even here. Periods count from 1970-01-01 UTC. Without it one key stays.
 */
export async function keyedHash(
  parts: Pick<Parts, 'env' | 'queue' | 'consent' | 'resets'> & { settings: Pick<Settings, 'keyFor'> },
  purpose: string,
  value: unknown,
  rotate?: number,
): Promise<string | undefined> {
  const { subtle, now } = parts.env
  if (!subtle) return undefined
  const period = rotate ? { rotate, period: Math.floor(now() / (rotate * DAY_MS)) } : {}
  const label = rotate ? `${LABEL}/${rotate}.${period.period}` : LABEL
  const key = await (parts.settings.keyFor?.(subtle, `${label}\n${purpose}`) ??
    keptKey(parts, subtle, { purpose, ...period }))
  const text = `${label}\n${String(value).normalize('NFC').trim().toLowerCase()}`
  const mac = await subtle.sign('HMAC', key, new TextEncoder().encode(text))
  return base64url(new Uint8Array(mac, 0, 16))
}

/** What a key is for. */
interface KeyName {
  purpose: string
  /** days that a period has, and its number; both are there or neither */
  rotate?: number
  period?: number
}

interface KeyRow extends KeyName {
  key: CryptoKey
  /** `seq` of the newest decision when it was made: a later no ends it */
  decision: number
}

/** The stored key of that name; where there is none a new one, with which those of past periods go. */
async function keptKey(
  { queue: { run }, consent, resets }: Pick<Parts, 'queue' | 'consent' | 'resets'>,
  subtle: SubtleCrypto,
  name: KeyName,
): Promise<CryptoKey> {
  const { count } = resets
  const { purpose, rotate, period } = name
  const read = async (): Promise<KeyRow[]> => {
    const rows = (await run('readonly', ({ all }) => all(`k${purpose}`))) as KeyRow[]
    return rows.filter((row) => row.purpose === purpose && row.rotate === rotate)
  }
  const current = (rows: readonly KeyRow[]): CryptoKey | undefined =>
    rows.find((row) => row.period === period)?.key
  const rows = await read()
  const stored = current(rows)
  if (stored) return stored
  const key = await subtle.generateKey({ name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
  await run('readwrite', async (table) => {
    for (const row of rows) if (row.period! < period!) void table.delete(rowKey(row))
    // After a no, or a reset, the key stays deleted.
    if (consent.allows(purpose) && resets.count === count)
      void table.put(rowKey(name), { ...name, key, decision: consent.snapshot().seq })
  })
  // Two tabs in the same moment may each go on with its own, this once.
  return current(await read()) ?? key
}

function rowKey({ purpose, rotate, period }: KeyName): string {
  return rotate ? `k${purpose}.${rotate}.${period}` : `k${purpose}`
}
