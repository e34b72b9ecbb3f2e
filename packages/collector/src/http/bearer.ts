import { createHash, timingSafeEqual } from 'node:crypto'
import type { MiddlewareHandler } from 'hono'
import { Refusal } from './refusal.ts'

/** Lets a request pass that carries `Authorization: Bearer <token>`; without a token of its own, none. */
export function bearer(token: string | undefined): MiddlewareHandler {
  const expected = token === undefined ? undefined : digest(token)
  return async (c, next) => {
    const given = /^Bearer +(\S+)$/i.exec(c.req.header('authorization') ?? '')?.[1]
    // Digests are of one length, so that the comparison tells nothing about the token's.
    if (!expected || given === undefined || !timingSafeEqual(digest(given), expected)) {
      c.header('WWW-Authenticate', 'Bearer realm="askfirst"')
      throw new Refusal(401, 'token')
    }
    c.header('Cache-Control', 'no-store')
    await next()
  }
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
