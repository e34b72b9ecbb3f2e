import type { Context } from 'hono'
import type { SiteConfig } from '../collectorOptions.ts'
import { Refusal } from './refusal.ts'
import { TokenBucket } from './tokenBucket.ts'

const EVENTS_PER_MINUTE = 60_000

/** Who may send what from where, and how much of it. */
export interface SiteAccess {
  /** Answers `OPTIONS`; a preflight does not say which site it is for, so that any site's origin will do. */
  preflight(c: Context): Response
  /** Lets pages of any site's origin read the answer, also one that comes before the site is known. */
  allowReading(c: Context): void
  /** Throws 403 where the site is unknown or the page's origin is not one of its own. */
  enter(c: Context, site: string): void
  /** Throws 429 where the site has sent too much. */
  spend(site: string, events: number): void
}

/** Builds the access rules of the sites. `now` is in ms. */
export function createSiteAccess(sites: readonly SiteConfig[], now: () => number): SiteAccess {
  const known = new Map(
    sites.map((site) => [
      site.key,
      { origins: site.origins, bucket: new TokenBucket(site.eventsPerMinute ?? EVENTS_PER_MINUTE, now) },
    ]),
  )
  const allOrigins = [...new Set(sites.flatMap(({ origins }) => origins))]
  const allowReading = (c: Context): void => {
    c.header('Vary', 'Origin')
    const origin = c.req.header('origin')
    if (!origin || !isAllowed(c, origin, allOrigins)) return
    c.header('Access-Control-Allow-Origin', origin)
    c.header('Access-Control-Expose-Headers', 'Retry-After')
  }
  return {
    allowReading,
    preflight: (c) => {
      allowReading(c)
      c.header('Access-Control-Allow-Methods', 'POST')
      c.header('Access-Control-Allow-Headers', 'Content-Type, Content-Encoding')
      c.header('Access-Control-Max-Age', '86400')
      return c.body(null, 204)
    },
    enter: (c, site) => {
      const rules = known.get(site)
      if (!rules) throw new Refusal(403, 'unknown_site')
      const origin = c.req.header('origin')
      if (origin && !isAllowed(c, origin, rules.origins)) {
        c.header('Access-Control-Allow-Origin', undefined)
        throw new Refusal(403, 'origin')
      }
    },
    spend: (site, events) => {
      const wait = known.get(site)?.bucket.take(events) ?? 0
      if (wait > 0) throw new Refusal(429, 'rate', Math.ceil(wait / 1_000))
    },
  }
}

function isAllowed(c: Context, origin: string, origins: readonly string[]): boolean {
  if (origins.includes('*') || (origin !== 'self' && origins.includes(origin))) return true
  return origins.includes('self') && URL.canParse(origin) && new URL(origin).host === c.req.header('host')
}
