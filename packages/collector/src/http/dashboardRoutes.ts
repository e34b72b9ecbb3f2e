import { readFile } from 'node:fs/promises'
import { Hono } from 'hono'

// Beside the built module, or in `dist` where this runs from source.
const PLACES = [new URL('./dashboard/', import.meta.url), new URL('../../dist/dashboard/', import.meta.url)]

const FILES: Readonly<Record<string, string>> = {
  'index.html': 'text/html; charset=utf-8',
  'dashboard.js': 'text/javascript; charset=utf-8',
  'dashboard.css': 'text/css; charset=utf-8',
}

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
  const cache = new Map<string, Promise<Buffer>>()
  const serve = async (name: string): Promise<Response> => {
    let content = cache.get(name)
    if (!content) {
      content = load(name)
      cache.set(name, content)
      content.catch(() => cache.delete(name))
    }
    return new Response(new Uint8Array(await content), {
      headers: {
        'Content-Type': FILES[name]!,
        'Content-Security-Policy': POLICY,
        'Cache-Control': 'no-cache',
        'Referrer-Policy': 'no-referrer',
        'X-Content-Type-Options': 'nosniff',
        'Cross-Origin-Opener-Policy': 'same-origin',
      },
    })
  }
  route.get('/', () => serve('index.html'))
  route.get('/dashboard.js', () => serve('dashboard.js'))
  route.get('/dashboard.css', () => serve('dashboard.css'))
  return route
}

async function load(name: string): Promise<Buffer> {
  for (const place of PLACES) {
    try {
      return await readFile(new URL(name, place))
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    }
  }
  throw new Error(`the dashboard is not built: ${name} is missing, run the package's build`)
}
