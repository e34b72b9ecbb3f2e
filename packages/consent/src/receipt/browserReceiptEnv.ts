import type { ReceiptEnv, ReceiptPost } from './receiptEnv.ts'

/** Where the receipts are on the device. */
export const RECEIPTS_KEY = 'askfirst-receipts'

/** ms that a tab waits for another one's turn to end: a frozen tab would hold it for ever */
const PATIENCE = 1_000

/** What is used of a browser. A type of our own, so that Node can check receipts without the types of the DOM. */
interface BrowserWorld {
  localStorage: { getItem(key: string): string | null; setItem(key: string, text: string): void }
  crypto: {
    randomUUID(): string
    subtle: { digest(name: string, bytes: Uint8Array<ArrayBuffer>): Promise<ArrayBuffer> }
  }
  navigator: {
    locks: {
      request<Result>(
        name: string,
        options: { signal: AbortSignal },
        work: () => Promise<Result>,
      ): Promise<Result>
    }
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
    read: () => world.localStorage.getItem(RECEIPTS_KEY),
    write: (text) => world.localStorage.setItem(RECEIPTS_KEY, text),
    lock: async (work) => {
      try {
        return await world.navigator.locks.request(
          RECEIPTS_KEY,
          { signal: AbortSignal.timeout(PATIENCE) },
          work,
        )
      } catch {
        // No locks here, or no turn in time. Work that has failed by itself has written nothing and fails again.
        return work()
      }
    },
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
