import { browserReceiptEnv } from './browserReceiptEnv.ts'
import { hashOf } from './hashOf.ts'
import type { Receipt } from './receipt.ts'
import type { ReceiptEnv } from './receiptEnv.ts'
import { receiptFaults } from './receiptFaults.ts'

export interface Verification {
  valid: boolean
  /** one sentence each, for people */
  problems: string[]
}

/**
 * Says whether receipts are as they were made: a list of them, one by itself, or JSON of either. Finds what was edited,
 * moved, or taken out of the middle. Works in Node, too; never rejects.
 *
 * What it can't find, because whoever holds the receipts can compute hashes: a chain that was rewritten from some
 * point to its end, and ends that were cut off (the device itself lets go of the oldest). So the chain shows visitors
 * that their copy is whole; a controller who must prove a consent needs a copy of its own, made at the time.
 */
export async function verifyReceipt(
  receipts: unknown,
  env: Pick<ReceiptEnv, 'sha256'> = browserReceiptEnv(),
): Promise<Verification> {
  try {
    const value: unknown = typeof receipts === 'string' ? JSON.parse(receipts) : receipts
    const list: unknown[] = Array.isArray(value) ? value : [value]
    const problems = list.length > 0 ? [] : ['There is no receipt.']
    for (const [i, receipt] of list.entries()) {
      const found = receiptFaults(receipt)
      if (found.length === 0) found.push(...(await hashFaults(receipt as Receipt, env)))
      if (i > 0 && prevHashOf(receipt) !== hashIn(list[i - 1]))
        found.push(`does not follow number ${i}: one between them is missing, or the order was changed`)
      problems.push(...found.map((fault) => `Number ${i + 1}: ${fault}.`))
    }
    return { valid: problems.length === 0, problems }
  } catch (error) {
    const why = error instanceof SyntaxError ? 'this is not JSON' : 'SHA-256 is not to be had here'
    return { valid: false, problems: [`Nothing could be checked: ${why}.`] }
  }
}

async function hashFaults(receipt: Receipt, env: Pick<ReceiptEnv, 'sha256'>): Promise<string[]> {
  const { hash, ...content } = receipt
  return (await hashOf(content, env)) === hash ? [] : ['was changed: its content does not have its hash']
}

function hashIn(receipt: unknown): unknown {
  return (receipt as { hash?: unknown } | null)?.hash
}

function prevHashOf(receipt: unknown): unknown {
  return (receipt as { header?: { prevHash?: unknown } | null } | null)?.header?.prevHash
}
