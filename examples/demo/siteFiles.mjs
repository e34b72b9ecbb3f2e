import { createHash } from 'node:crypto'
import { access, readdir, readFile } from 'node:fs/promises'
import { extname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
}

// As strict as a site can be: what works here works behind any policy that allows the collector.
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "require-trusted-types-for 'script'",
  "base-uri 'none'",
  "form-action 'self'",
].join('; ')

const SITE = new URL('./site/', import.meta.url)
const PACKAGES = new URL('../../packages/', import.meta.url)

/** The SDK's built files, under the names that a site would give them. */
const BUILT = {
  '/askfirst.js': 'askfirst/dist/askfirst.js',
  '/askfirst-more.js': 'askfirst/dist/askfirst-more.js',
  '/askfirst-vitals.js': 'askfirst/dist/askfirst-vitals.js',
  '/askfirst-banner.js': 'ui/dist/askfirst-banner.js',
  '/stub.js': 'askfirst/dist/stub.js',
}

/**
 * Finds what the demo serves. Only files that are there at the start are served, so that no path can lead elsewhere.
 *
 * @returns answers a request for a path with a Response, or with undefined where there is no such page
 */
export async function siteFiles() {
  const files = new Map(Object.entries(BUILT).map(([path, file]) => [path, new URL(file, PACKAGES)]))
  for (const file of files.values()) {
    await access(file).catch(() => {
      throw new Error(`${fileURLToPath(file)} is missing: build first (npm start does)`)
    })
  }
  const folder = fileURLToPath(SITE)
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const name = relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/')
    files.set(`/${name}`, new URL(name, SITE))
  }

  return async (path, ifNoneMatch) => {
    const file = files.get(pageOf(path))
    if (!file) return undefined
    // A build takes files away for a moment while the server runs.
    const body = await readFile(file).catch(() => undefined)
    if (!body) return undefined
    const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`
    const headers = {
      'content-type': TYPES[extname(file.pathname)] ?? 'application/octet-stream',
      'content-security-policy': POLICY,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'strict-origin-when-cross-origin',
      'cache-control': 'no-cache',
      etag,
    }
    return ifNoneMatch === etag
      ? new Response(null, { status: 304, headers })
      : new Response(body, { headers })
  }
}

/** Routes of the single-page part have no file of their own. */
function pageOf(path) {
  if (path === '/') return '/index.html'
  return path === '/app' || (path.startsWith('/app/') && !extname(path)) ? '/app/index.html' : path
}
