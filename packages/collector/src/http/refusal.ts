import type { ContentfulStatusCode } from 'hono/utils/http-status'

/** Ends a request with a status and a body `{ "error": code }`. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly status: ContentfulStatusCode
  readonly code: string
  /** seconds, for the header `Retry-After` */
  readonly retryAfter: number | undefined

  constructor(status: ContentfulStatusCode, code: string, retryAfter?: number) {
    super(code)
    this.status = status
    this.code = code
    this.retryAfter = retryAfter
  }
}
