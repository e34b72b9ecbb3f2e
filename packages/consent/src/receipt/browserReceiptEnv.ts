import type { ReceiptEnv, ReceiptPost } from './receiptEnv.ts'
import { receiptRows } from './receiptRows.ts'

/** What is used of a browser. A type of our own, so that Node can check receipts without the types of the DOM. */
interface BrowserWorld {
  crypto: {
    randomUUID(): string
    subtle: { digest(name: string, bytes: Uint8Array<ArrayBuffer>): Promise<ArrayBuffer> }
  }
  location: { hostname: string }
}

const world = globalThis as unknown as BrowserWorld

/** The world of a real page; in Node only the cryptography is there. Reads nothing until a method is called. */
export function browserReceiptEnv(): ReceiptEnv {
  return {
    now: () => Date.now(),
    randomId: () => world.crypto.randomUUID(),
    sha256: (bytes) => world.crypto.subtle.digest('SHA-256', bytes),
    ...receiptRows,
  }
}

/** The network of a real page. Apart, so that who only keeps receipts does not ship it. */
export function browserReceiptPost(): ReceiptPost {
  return {
    hostname: () => world.location.hostname,
    post: async (url, text) => {
      const { ok } = await fetch(url, {
        method: 'POST',
        body: text,
        // Needs no preflight.
        headers: { 'Content-Type': 'text/plain' },
        credentials: 'omit',
        referrerPolicy: 'no-referrer',
        keepalive: true,
      })
      return ok
    },
  }
}
