// Collector, dashboard, demo pages and the SDK's built files on one origin. `npm start` gets here once all is built.
import { randomBytes } from 'node:crypto'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createCollector } from '@askfirst/collector'
import { siteFiles } from './siteFiles.mjs'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
// npm passes on a Ctrl-C that the terminal has already sent to every process: one press is two signals.
const SAME_PRESS_MS = 500

let collector
let stoppedAt
process.on('SIGINT', stop).on('SIGTERM', stop)
if (process.env.npm_lifecycle_event) stopWithNpm()

try {
  await serve()
} catch (error) {
  console.error(error.cause?.code === 'EADDRINUSE' ? portInUse() : error.message)
  await collector?.close()
  process.exit(1)
}

async function serve() {
  const { PORT, ASKFIRST_DATA, ASKFIRST_PUBLISH_DIR, ASKFIRST_ADMIN_TOKEN, DATABASE_URL } = process.env
  const adminToken = ASKFIRST_ADMIN_TOKEN || randomBytes(24).toString('base64url')
  const dataDir = resolve(ROOT, ASKFIRST_DATA || '.askfirst')
  const publishDir = resolve(ROOT, ASKFIRST_PUBLISH_DIR || `${dataDir}/published`)
  const pages = await siteFiles(publishDir)
  collector = await createCollector({
    sites: [
      { key: 'localhost', origins: ['self'] },
      { key: '127.0.0.1', origins: ['self'] },
    ],
    ...(DATABASE_URL ? { databaseUrl: DATABASE_URL } : { dataDir }),
    publishDir,
    adminToken,
    log: console.log,
  })
  collector.app.get('*', async (c) => {
    const page = await pages(c.req.path, c.req.header('if-none-match'))
    return page ?? c.text('There is no such page.', 404)
  })

  const { port } = await collector.listen({ port: Number(PORT || 8787), host: '127.0.0.1' })
  // Browsers take `localhost` for either loopback address; a machine without IPv6 has only the one.
  await collector.listen({ port, host: '::1' }).catch((error) => {
    if (!['EADDRNOTAVAIL', 'EAFNOSUPPORT'].includes(error.cause?.code)) throw error
  })
  const base = `http://localhost:${port}/`
  // A token that somebody chose is theirs to know.
  const token = ASKFIRST_ADMIN_TOKEN ? '' : `#token=${adminToken}`
  console.log(`dashboard ${base}dashboard${token}`)
  console.log(`owner ${base}owner${token}`)
  console.log(`ready ${base}`)
}

/** A SIGTERM that ends npm ends the shell between it and us, and never gets here: https://github.com/npm/cli/issues/6547 */
function stopWithNpm() {
  const shell = process.ppid
  const watch = setInterval(() => {
    if (process.ppid === shell) return
    clearInterval(watch)
    stop()
  }, 200)
  watch.unref()
}

async function stop() {
  if (stoppedAt === undefined) {
    stoppedAt = Date.now()
    await collector?.close()
    process.exit(0)
  }
  if (Date.now() - stoppedAt > SAME_PRESS_MS) process.exit(1)
}

function portInUse() {
  const port = Number(process.env.PORT || 8787)
  return `Port ${port} is in use. Choose another one, such as: PORT=${port + 1} npm start`
}
