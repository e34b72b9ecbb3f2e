import { Hono } from 'hono'
import { builtFiles } from './builtFiles.ts'
import { Refusal } from './refusal.ts'

const COMMON = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "base-uri 'none'",
  "form-action 'none'",
  "require-trusted-types-for 'script'",
]
const PAGE = [...COMMON, "connect-src 'self'", "frame-src 'self'", "frame-ancestors 'none'"].join('; ')
// What the banner shows here it could show on the strictest page, and it can ask nobody for anything.
const PREVIEW = [...COMMON, "frame-ancestors 'self'"].join('; ')

/**
 * The files of the owner's page, and of the preview that it frames: the built banner, as visitors get it. What it shows
 * comes from `/v1/owner` with the admin token.
 */
export function ownerPageRoutes(): Hono {
  const route = new Hono()
  const files = builtFiles('owner', PAGE)
  route.get('/', async () => (await files.serve('index.html'))!)
  route.get('/preview', async () => (await files.serve('preview.html', PREVIEW))!)
  route.get('/:name{[\\w-]+\\.(js|css)}', async (c) => {
    const file = await files.serve(c.req.param('name'))
    if (!file) throw new Refusal(404, 'unknown_file')
    return file
  })
  return route
}
