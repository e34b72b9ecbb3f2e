/** The world, as receipts need it. Everything may throw or reject where the browser denies it. */
export interface ReceiptEnv {
  /** ms since the epoch */
  now(): number
  randomId(): string
  sha256(bytes: Uint8Array<ArrayBuffer>): Promise<ArrayBuffer>
  /** What the device keeps. Leaves nothing on it where there is nothing. */
  read(): Promise<KeptReceipts>
  /**
   * Keeps a receipt under a number and lets go of the one under `gone`, if there is one: both or neither. Resolves with
   * false, and has changed nothing, where the number is taken.
   */
  add(receipt: unknown, number: number, gone: number): Promise<boolean>
}

/** The receipts of a device, which numbers them from 1 as they are made. */
export interface KeptReceipts {
  /** number of the newest, 0 where there is none */
  last: number
  /** unchecked, the oldest first */
  kept: unknown[]
}

/** The world, as the sending of a receipt needs it. */
export interface ReceiptPost {
  hostname(): string
  /** Posts the text, once. Resolves with whether the answer was a 2xx. */
  post(url: string, text: string): Promise<boolean>
}
