import type { MiddlewareHandler } from 'hono'
import { Refusal } from './refusal.ts'

/**
 * Refuses what a page of another origin asks. The bearer token alone keeps such a page out; this holds also where a
 * proxy in front adds the token. Requests that no page made carry neither header and pass.
 */
export function sameOrigin(): MiddlewareHandler {
  return async (c, next) => {
    const origin = c.req.header('origin')
    const fetchSite = c.req.header('sec-fetch-site')
    const isForeign =
      origin !== undefined && (!URL.canParse(origin) || new URL(origin).host !== c.req.header('host'))
    if (isForeign || (fetchSite !== undefined && fetchSite !== 'same-origin' && fetchSite !== 'none'))
      throw new Refusal(403, 'origin')
    await next()
  }
}
