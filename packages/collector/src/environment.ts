import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { CollectorError } from './collectorError.ts'
import { type CollectorOptions, checkOptions, type SiteConfig } from './collectorOptions.ts'

/** What the command reads from the environment. */
export interface CollectorEnvironment {
  port: number
  host: string
  options: CollectorOptions
  /** whether the admin token was made up here and must be shown */
  tokenIsNew: boolean
}

/**
 * Reads `PORT` (8787), `HOST` (127.0.0.1), `DATABASE_URL`, `ASKFIRST_DATA` (.askfirst), `ASKFIRST_SITES` (JSON list
 * of sites, a plan as it is or as the path of its file; without it `localhost` and `127.0.0.1`, from the collector's own origin), `ASKFIRST_ADMIN_TOKEN` (made up where
 * unset), `ASKFIRST_PUBLISH_DIR` (none) and `ASKFIRST_RECEIPTS` (1 to take consent receipts). Empty counts as unset.
 * Throws `CollectorError` with the fix.
 */
export function readEnvironment(env: Readonly<Record<string, string | undefined>>): CollectorEnvironment {
  const port = Number(env['PORT'] || 8787)
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new CollectorError('options', `PORT is "${env['PORT']}": it must be a number from 0 to 65535`)
  const adminToken = env['ASKFIRST_ADMIN_TOKEN'] || randomBytes(24).toString('base64url')
  const options: CollectorOptions = { sites: readSites(env['ASKFIRST_SITES']), adminToken }
  if (env['DATABASE_URL']) options.databaseUrl = env['DATABASE_URL']
  else options.dataDir = env['ASKFIRST_DATA'] || '.askfirst'
  if (env['ASKFIRST_PUBLISH_DIR']) options.publishDir = env['ASKFIRST_PUBLISH_DIR']
  if (env['ASKFIRST_RECEIPTS']) options.receipts = isOn('ASKFIRST_RECEIPTS', env['ASKFIRST_RECEIPTS'])
  checkOptions(options)
  return { port, host: env['HOST'] || '127.0.0.1', options, tokenIsNew: !env['ASKFIRST_ADMIN_TOKEN'] }
}

function isOn(name: string, value: string): boolean {
  if (value === '1' || value === '0') return value === '1'
  throw new CollectorError('options', `${name} is "${value}": it must be 1 (on) or 0 (off)`)
}

function readSites(json: string | undefined): SiteConfig[] {
  // The SDK names the host of its page where the owner names no site.
  if (!json) return ['localhost', '127.0.0.1'].map((key) => ({ key, origins: ['self'] }))
  try {
    const sites: unknown = JSON.parse(json)
    return Array.isArray(sites) ? sites.map(withPlan) : (sites as SiteConfig[])
  } catch (cause) {
    if (cause instanceof CollectorError) throw cause
    throw new CollectorError(
      'options',
      'ASKFIRST_SITES is not JSON: write a list such as [{"key":"shop","origins":["https://shop.example"]}]',
      { cause },
    )
  }
}

/** The site with the plan itself where the list names its file. */
function withPlan<Site>(site: Site): Site {
  const { key, plan } = (site ?? {}) as { key?: unknown; plan?: unknown }
  if (typeof plan !== 'string') return site
  try {
    return { ...site, plan: JSON.parse(readFileSync(plan, 'utf8')) }
  } catch (cause) {
    throw new CollectorError('options', `the plan of the site "${key}" can't be read as JSON: ${plan}`, {
      cause,
    })
  }
}
