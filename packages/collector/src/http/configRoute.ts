import { createHash } from 'node:crypto'
import { Hono } from 'hono'
import type { AppParts } from './appParts.ts'
import { Refusal } from './refusal.ts'

/**
 * `GET /config/askfirst.json`: what visitors get, for a web server that passes its own `/askfirst.json` on to here.
 * Public, as the file beside `askfirst.js` is.
 */
export function configRoute({ store, files }: AppParts): Hono {
  const route = new Hono()
  route.get('/:name', async (c) => {
    const site = files.siteOf(c.req.param('name'))
    const found = site === undefined ? undefined : await store.configDocument(site)
    if (!found) throw new Refusal(404, 'unknown_config')
    const etag = `"${createHash('sha256').update(found.document).digest('base64url').slice(0, 22)}"`
    c.header('Content-Type', 'application/json; charset=utf-8')
    // Visitors get what is published with their next page; asking costs them a 304.
    c.header('Cache-Control', 'no-cache')
    c.header('ETag', etag)
    c.header('X-Content-Type-Options', 'nosniff')
    c.header('Access-Control-Allow-Origin', '*')
    c.header('Cross-Origin-Resource-Policy', 'cross-origin')
    return c.req.header('if-none-match') === etag ? c.body(null, 304) : c.body(found.document)
  })
  return route
}
