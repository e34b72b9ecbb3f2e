/** The world, as receipts need it. Everything may throw or reject where the browser denies it. */
export interface ReceiptEnv {
  /** ms since the epoch */
  now(): number
  randomId(): string
  sha256(bytes: Uint8Array<ArrayBuffer>): Promise<ArrayBuffer>
  /** the text that holds the receipts, null where there is none */
  read(): string | null
  write(text: string): void
  /** Runs the work while no other tab runs its own, as far as the browser can; at the latest after a while. */
  lock<Result>(work: () => Promise<Result>): Promise<Result>
}

/** The world, as the sending of a receipt needs it. */
export interface ReceiptPost {
  hostname(): string
  /** Posts the text, once. Resolves with whether the answer was a 2xx. */
  post(url: string, text: string): Promise<boolean>
}
