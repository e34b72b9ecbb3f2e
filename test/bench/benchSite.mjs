// The site of the benchmarks: one page, served for each contender at an origin of its own, from bundles made here.
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, constants } from 'node:zlib'
import { build } from 'esbuild'
import { hideHosts } from '../support/hideHosts.mjs'
import { CONTENDERS } from './contenders.mjs'

const here = fileURLToPath(new URL('.', import.meta.url))
const packages = fileURLToPath(new URL('../../packages/', import.meta.url))
const TYPES = { '.js': 'text/javascript', '.css': 'text/css' }
const POLICIES = {
  '?csp': "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'",
  '?types': "require-trusted-types-for 'script'",
}
const ARTICLE = '<p>Tea is picked in the morning, withered by noon, and rolled in the evening.</p>'.repeat(40)

/**
 * Bundles what is compared and serves it.
 *
 * @returns {Promise<{ sites: object[], stop(): void }>} for each contender its own members and `version`; `url`, the
 * page, which `?csp` and `?types` put under a policy; `files`, the paths that are its own; and `sizes()`, the bytes of
 * those that were asked for since `forget()`
 */
export async function startBench() {
  install()
  const sites = []
  for (const contender of CONTENDERS) sites.push(await serve(contender))
  const stop = () => {
    for (const site of sites) site.stop()
  }
  return { sites, stop }
}

/** What is compared is downloaded by whoever runs a benchmark, and by no test. */
function install() {
  if (existsSync(join(here, 'node_modules/vanilla-cookieconsent'))) return
  const flags = ['install', '--ignore-workspace', '--frozen-lockfile', '--ignore-scripts']
  const { status, stdout, stderr } = spawnSync('pnpm', flags, { cwd: here, encoding: 'utf8' })
  if (status !== 0) throw new Error(hideHosts(`pnpm ${flags.join(' ')} failed:\n${stdout}${stderr}`))
}

async function serve(contender) {
  const files = contender.entry ? await bundle(contender) : scriptTag()
  const asked = new Set()
  const html = page(files, contender.entry)
  const server = createServer((request, response) => {
    const [path, query = ''] = request.url.split('?')
    const policy = POLICIES[`?${query}`]
    if (path === '/') {
      const headers = { 'content-type': 'text/html; charset=utf-8' }
      if (policy) headers['content-security-policy'] = policy
      response.writeHead(200, headers).end(html)
    } else if (files.has(path)) {
      asked.add(path)
      response.writeHead(200, { 'content-type': TYPES[extname(path)] }).end(files.get(path))
    } else if (path === '/v1/events') {
      response.writeHead(200).end('{"accepted":1,"duplicate":0,"rejected":[]}')
    } else response.writeHead(path === '/favicon.ico' ? 204 : 404).end()
  })
  await new Promise((done) => server.listen(0, '127.0.0.1', done))
  return {
    ...contender,
    version: contender.package && versionOf(contender.package),
    url: `http://127.0.0.1:${server.address().port}/`,
    files: [...files.keys()],
    forget: () => asked.clear(),
    sizes: async () => {
      const all = sum(files, asked)
      if (!contender.without) return all
      // Split otherwise than the whole, so all of its files are counted: none of these bundles loads any later.
      const rest = await bundle(contender, contender.without)
      return { ...all, rest: sum(rest, rest.keys()) }
    },
    stop: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}

/** What the page may ask for, by path. */
async function bundle({ entry, css }, external = []) {
  const { outputFiles } = await build({
    // As a file of the package whose imports it has: ours are no dependency of this folder.
    stdin: {
      contents: readFileSync(join(here, 'pages', entry), 'utf8'),
      resolveDir: entry === 'askfirst.js' ? join(packages, 'ui') : here,
    },
    entryNames: 'page',
    outdir: '/',
    bundle: true,
    splitting: true,
    minify: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    external,
    define: { 'process.env.NODE_ENV': '"production"' },
    logLevel: 'error',
  })
  const files = new Map(outputFiles.map(({ path, contents }) => [path, Buffer.from(contents)]))
  if (css) {
    const file = join(here, 'node_modules', css)
    const style = await build({ entryPoints: [file], bundle: true, minify: true, write: false })
    files.set('/page.css', Buffer.from(style.outputFiles[0].contents))
  }
  return files
}

/** The files of the script-tag build, as they are built. */
function scriptTag() {
  const files = new Map()
  for (const folder of ['askfirst/dist', 'ui/dist'])
    for (const name of readdirSync(join(packages, folder)).filter((each) => /^askfirst.*\.js$/.test(each)))
      files.set(`/${name}`, readFileSync(join(packages, folder, name)))
  return files
}

function page(files, entry) {
  const style = files.has('/page.css') ? '<link rel="stylesheet" href="/page.css">' : ''
  const script = entry
    ? '<script type="module" src="/page.js"></script>'
    : '<script async src="/askfirst.js" data-endpoint="/v1/events" data-banner></script>'
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Tea</title>
<meta name="viewport" content="width=device-width">${style}${script}</head>
<body><main><h1>Tea</h1><a href="/privacy">Privacy</a>${ARTICLE}</main></body></html>`
}

function versionOf(name) {
  return JSON.parse(readFileSync(join(here, 'node_modules', name, 'package.json'), 'utf8')).version
}

/** Bytes of files, minified as they are, and each packed for itself as a server does. */
function sum(files, paths) {
  const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }
  const sizes = { js: 0, jsPacked: 0, css: 0, cssPacked: 0 }
  for (const path of paths) {
    const kind = path.endsWith('.css') ? 'css' : 'js'
    sizes[kind] += files.get(path).length
    sizes[`${kind}Packed`] += brotliCompressSync(files.get(path), quality).length
  }
  return sizes
}
