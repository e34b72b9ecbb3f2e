import { base64url } from '@askfirst/formats'
import type { Parts } from './parts.ts'

const LABEL = 'askfirst/hash/1\n'

/**
 * A pseudonym that only this device can make again: HMAC-SHA-256 (RFC 2104) under the purpose's key, which is
 * random and can't be read, over the value in one spelling (NFC, trimmed, lower case); the first 128 bits as 22
 * base64url characters. Undefined where the device has no cryptography.
 */
export async function keyedHash(
  { env: { subtle }, queue, consent }: Pick<Parts, 'env' | 'queue' | 'consent'>,
  purpose: string,
  value: unknown,
): Promise<string | undefined> {
  if (!subtle) return undefined
  const fresh = await subtle.generateKey({ name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
  const { seq } = consent.snapshot()
  const key = await keptKey(queue, { purpose, key: fresh, decision: seq }, () => consent.allows(purpose))
  const text = LABEL + String(value).normalize('NFC').trim().toLowerCase()
  const mac = await subtle.sign('HMAC', key, new TextEncoder().encode(text))
  return base64url(new Uint8Array(mac, 0, 16))
}

/** A purpose's key. */
interface KeyRow {
  purpose: string
  key: CryptoKey
  /** `seq` of the newest decision when it was made: a later no ends it */
  decision: number
}

/** The purpose's key; the candidate is kept where there is none. */
async function keptKey(
  { run }: Parts['queue'],
  candidate: KeyRow,
  allowed: () => boolean,
): Promise<CryptoKey> {
  const { purpose } = candidate
  const read = async (): Promise<CryptoKey | undefined> => {
    const rows = await run('readonly', ({ all }) => all(`k${purpose}`))
    return (rows as KeyRow[]).find((row) => row.purpose === purpose)?.key
  }
  const stored = await read()
  if (stored) return stored
  await run('readwrite', async ({ put }) => {
    // After a no the key stays deleted.
    if (allowed()) void put(`k${purpose}`, candidate)
  })
  // Two tabs at once: both go on with the one that was written last.
  return (await read()) ?? candidate.key
}
