/** Thrown while the collector is set up; `message` names the fix. Requests are answered, never thrown at. */
export class CollectorError extends Error {
  override readonly name = 'CollectorError'
  /** what went wrong, in one word that code may test: `options`, `locked`, `store`, `listen` */
  readonly code: string

  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}
