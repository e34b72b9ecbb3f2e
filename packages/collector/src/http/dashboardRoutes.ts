import { Hono } from 'hono'
import { builtFiles } from './builtFiles.ts'

// The page shows what strangers sent: nothing of it can become script, style or a request.
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src 'self' data:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
].join('; ')

/** The dashboard's own files; its figures come from `/v1/stats` with the admin token. */
export function dashboardRoutes(): Hono {
  const route = new Hono()
  const files = builtFiles('dashboard', POLICY)
  route.get('/', async () => (await files.serve('index.html'))!)
  route.get('/:name{dashboard\\.(js|css)}', async (c) => (await files.serve(c.req.param('name')))!)
  return route
}
