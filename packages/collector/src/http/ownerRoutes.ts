import { type ConsentConfig, compareConfigs, DEFAULT_CONFIG } from '@askfirst/consent/config'
import { type Context, Hono } from 'hono'
import { type ConfigFault, readConfig } from '../publish/readConfig.ts'
import { readPublish, readRollback } from '../publish/readRequest.ts'
import type { ConfigDocument } from '../store/configs.ts'
import { isWholeBetween } from '../wire/json.ts'
import type { AppParts } from './appParts.ts'
import { bearer } from './bearer.ts'
import { readBody } from './readBody.ts'
import { Refusal } from './refusal.ts'
import { sameOrigin } from './sameOrigin.ts'

/** versions that the page lists; older ones stay in the store */
const HISTORY = 100
const LAST_VERSION = 2_147_483_647

/** What is published: `restores` is the version that it brings back. */
interface Publication {
  basedOn: number
  by: string
  config: ConsentConfig
  restores: number | null
}

/**
 * What the site's owner does, behind the admin token and for pages of this origin only:
 *
 * - `GET /v1/owner`: the current configuration and who published what and when
 * - `GET /v1/owner/version?version=`: one of them with its document
 * - `POST /v1/owner/publish`: `{ basedOn, by, config }`
 * - `POST /v1/owner/rollback`: `{ basedOn, by, to }`; what is brought back becomes a new version
 *
 * Each takes `?site=`, the first site by default. 409 where `basedOn` is not the current version, 422 with the fix
 * where the configuration is none.
 */
export function ownerRoutes(parts: AppParts): Hono {
  const { sites, store, files, adminToken } = parts
  const route = new Hono()
  const keys = sites.map(({ key }) => key)
  const siteOf = (c: Context): string => {
    const site = c.req.query('site') ?? keys[0]!
    if (!keys.includes(site)) throw new Refusal(404, 'unknown_site')
    return site
  }
  route.use(bearer(adminToken))
  route.use(sameOrigin())

  route.get('/', async (c) => {
    const site = siteOf(c)
    const [current, history] = await Promise.all([
      store.configDocument(site),
      store.configHistory(site, HISTORY),
    ])
    return c.json({ site, sites: keys, file: files.nameOf(site), current: withConfig(current), history })
  })

  route.get('/version', async (c) => {
    const version = Number(c.req.query('version'))
    if (!isWholeBetween(version, 1, LAST_VERSION)) throw new Refusal(400, 'bad_version')
    const found = await store.configDocument(siteOf(c), version)
    if (!found) throw new Refusal(404, 'unknown_version')
    return c.json(withConfig(found))
  })

  route.post('/publish', async (c) => {
    const site = siteOf(c)
    const request = readPublish(await jsonOf(c))
    if (typeof request === 'string') throw new Refusal(400, request)
    const config = readConfig(request.config)
    if ('fault' in config) return refuseConfig(c, config)
    return publish(c, parts, site, { ...request, ...config, restores: null })
  })

  route.post('/rollback', async (c) => {
    const site = siteOf(c)
    const request = readRollback(await jsonOf(c))
    if (typeof request === 'string') throw new Refusal(400, request)
    const found = await store.configDocument(site, request.to)
    if (!found) throw new Refusal(404, 'unknown_version')
    // Checked again: what an older version of this code let through may be refused today.
    const config = readConfig(JSON.parse(found.document))
    if ('fault' in config) return refuseConfig(c, config)
    return publish(c, parts, site, { ...request, ...config, restores: request.to })
  })
  return route
}

async function publish(
  c: Context,
  { store, files, now, log }: AppParts,
  site: string,
  { config, ...publication }: Publication,
): Promise<Response> {
  const document = JSON.stringify(config)
  const before = withConfig(await store.configDocument(site))
  const { class: kind, purposes } = compareConfigs(before.config, config)
  const change = { class: kind, purposes }
  let failure: unknown
  const deliver = async (): Promise<void> => {
    await files.write(site, document).catch((error: unknown) => {
      failure = error
      throw error
    })
  }
  try {
    const entry = { ...publication, at: now(), change, document }
    const published = await store.publishConfig(site, entry, deliver)
    if (published) return c.json(published)
  } catch (error) {
    await putBack(site, { store, files })
    if (error !== failure) throw error
    log(`owner: ${files.nameOf(site)} could not be written (${(error as NodeJS.ErrnoException).code})`)
    return c.json({ error: 'publish_dir', message: 'The publishing directory could not be written.' }, 500)
  }
  const current = (await store.configDocument(site))?.version ?? 0
  return c.json({ error: 'version', current }, 409)
}

/** The file may be ahead of a commit that failed. */
async function putBack(site: string, { store, files }: Pick<AppParts, 'store' | 'files'>): Promise<void> {
  const current = await store.configDocument(site)
  await (current ? files.write(site, current.document) : files.remove(site)).catch(() => {})
}

/** What visitors have now: without a publication, what the SDK does by itself. */
function withConfig(found: ConfigDocument | undefined): Pick<ConfigDocument, 'version'> & {
  config: ConsentConfig
} {
  if (!found) return { version: 0, config: DEFAULT_CONFIG }
  const { document, ...version } = found
  return { ...version, config: JSON.parse(document) as ConsentConfig }
}

async function jsonOf(c: Context): Promise<unknown> {
  // Not what a form or a simple request can carry.
  if (!/^application\/json\b/i.test(c.req.header('content-type') ?? ''))
    throw new Refusal(415, 'content_type')
  try {
    return JSON.parse(await readBody(c.req.raw))
  } catch (error) {
    if (error instanceof Refusal) throw error
    throw new Refusal(400, 'bad_json')
  }
}

function refuseConfig(c: Context, { fault, message }: ConfigFault): Response {
  return c.json({ error: 'config', code: fault, message }, fault === 'too-large' ? 413 : 422)
}
