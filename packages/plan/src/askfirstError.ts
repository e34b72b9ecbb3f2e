/** Thrown where something is configured wrongly, never while tracking. The message says how to fix it. */
export class AskfirstError extends Error {
  override readonly name = 'AskfirstError'

  constructor(
    /** stable, kebab-case */
    readonly code: string,
    message: string,
  ) {
    super(message)
  }
}
