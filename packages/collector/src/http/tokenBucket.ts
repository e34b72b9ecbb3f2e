/** A rate with room for bursts: fills evenly, holds one minute's worth. Times are in ms. */
export class TokenBucket {
  readonly #perMinute: number
  readonly #now: () => number
  #tokens: number
  #filledAt: number

  constructor(perMinute: number, now: () => number) {
    this.#perMinute = perMinute
    this.#now = now
    this.#tokens = perMinute
    this.#filledAt = now()
  }

  /**
   * Takes `count` tokens and returns 0, or takes none and returns the ms until it could. A full bucket lets any
   * count pass and goes into debt, so that no request is too large for ever.
   */
  take(count: number): number {
    const now = this.#now()
    const filled = (Math.max(0, now - this.#filledAt) * this.#perMinute) / 60_000
    this.#tokens = Math.min(this.#perMinute, this.#tokens + filled)
    this.#filledAt = now
    const missing = Math.min(count, this.#perMinute) - this.#tokens
    if (missing > 0) return (missing * 60_000) / this.#perMinute
    this.#tokens -= count
    return 0
  }
}
