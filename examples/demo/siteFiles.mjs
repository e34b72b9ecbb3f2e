import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { extname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.json': 'application/json; charset=utf-8',
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

/** What the owner's page publishes; a file of that name among the demo's is what visitors get before. */
const PUBLISHED = '/askfirst.json'

/** Where the SDK's built files are; a site has them all in one directory. */
const BUILT = ['askfirst/dist/', 'ui/dist/']
const NEEDED = [
  '/askfirst.js',
  '/askfirst-outbox.js',
  '/askfirst-more.js',
  '/askfirst-vitals.js',
  '/askfirst-banner.js',
  '/stub.js',
]

/**
 * Finds what the demo serves. Only files that are there at the start are served, so that no path can lead elsewhere, and
 * the one that is published meanwhile.
 *
 * @param publishDir where the collector publishes
 * @returns answers a request for a path with a Response, or with undefined where there is no such page
 */
export async function siteFiles(publishDir) {
  const files = new Map()
  for (const folder of BUILT) {
    const names = await readdir(new URL(folder, PACKAGES)).catch(() => [])
    for (const name of names.filter((each) => /^(askfirst[\w-]*|stub)\.js$/.test(each)))
      files.set(`/${name}`, new URL(folder + name, PACKAGES))
  }
  for (const path of NEEDED)
    if (!files.has(path)) throw new Error(`${path} is missing: build first (npm start does)`)
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
    const body = await (path === PUBLISHED
      ? readFile(join(publishDir, PUBLISHED)).catch(() => readFile(file))
      : readFile(file)
    ).catch(() => undefined)
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
