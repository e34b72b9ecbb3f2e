import { canonicalJson } from './canonicalJson.ts'
import type { ReceiptEnv } from './receiptEnv.ts'

/** SHA-256 of the value's canonical JSON as 64 hex digits. */
export async function hashOf(value: unknown, env: Pick<ReceiptEnv, 'sha256'>): Promise<string> {
  const digest = await env.sha256(new TextEncoder().encode(canonicalJson(value)))
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
