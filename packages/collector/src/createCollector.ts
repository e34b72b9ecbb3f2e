import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createAdaptorServer, getRequestListener } from '@hono/node-server'
import type { Hono } from 'hono'
import { CollectorError } from './collectorError.ts'
import { type CollectorOptions, checkOptions } from './collectorOptions.ts'
import { createCollectorMetrics } from './http/collectorMetrics.ts'
import { createApp } from './http/createApp.ts'
import { configFiles, writePublished } from './publish/configFiles.ts'
import { keepRetention } from './retention/keepRetention.ts'
import { retentionOf } from './retention/retentionOf.ts'
import { openEventStore } from './store/eventStore.ts'
import { openPglite } from './store/pglite.ts'
import { openPostgres } from './store/postgres.ts'

/** How long `close` waits for requests that run, in ms. */
const PATIENCE = 10_000

/** A collector, its store open. */
export interface Collector {
  /** the routes; more can be added until the first request */
  readonly app: Hono
  /**
   * Answers a request of the Fetch standard: for the servers that speak it. The path is the collector's own, such as
   * `/v1/events`, and nobody has read the body.
   */
  fetch(request: Request): Promise<Response>
  /** The same for Node's own requests, as Express and Fastify hand them on. */
  node(request: IncomingMessage, response: ServerResponse): Promise<void>
  /** Serves on a port (0: a free one). Rejects where the port is taken. */
  listen(address: { port: number; host?: string }): Promise<{ port: number; url: string }>
  /** Takes no new request, finishes those that run, closes the store. Any further call returns the same promise. */
  close(): Promise<void>
}

/** Opens the store and builds the collector. Throws `CollectorError` where the options can't work. */
export async function createCollector(options: CollectorOptions): Promise<Collector> {
  checkOptions(options)
  const { sites, dataDir, databaseUrl, publishDir, adminToken, receipts, log = () => {} } = options
  const database = databaseUrl ? await openPostgres(databaseUrl, log) : await openPglite(dataDir!, log)
  const kept = new Map(sites.map((site) => [site.key, retentionOf(site)]))
  const store = await openEventStore(database, kept)
  const files = configFiles(sites, publishDir)
  try {
    await writePublished(files, sites, async (site) => (await store.configDocument(site))?.document)
  } catch (error) {
    await store.close()
    throw error
  }
  const metrics = createCollectorMetrics()
  const app = createApp({ sites, store, files, adminToken, receipts, log, now: Date.now, metrics })
  const retention = keepRetention(store, Date.now, log, (site, events) =>
    metrics.expired.inc({ site }, events),
  )
  const servers = new Set<Server>()
  let closing: Promise<void> | undefined
  const answer = async (request: Request): Promise<Response> => app.fetch(request)
  return {
    app,
    fetch: answer,
    node: getRequestListener(answer, { overrideGlobalObjects: false }),
    listen: async ({ port, host = '127.0.0.1' }) => {
      if (closing) throw new CollectorError('listen', '@askfirst/collector: it is closed: create another')
      const server = createAdaptorServer({ fetch: app.fetch, overrideGlobalObjects: false }) as Server
      const address = await listen(server, port, host)
      servers.add(server)
      return address
    },
    close: () => {
      closing ??= Promise.all([retention.stop(), ...[...servers].map(stop)]).then(() => store.close())
      return closing
    },
  }
}

function listen(server: Server, port: number, host: string): Promise<{ port: number; url: string }> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => {
      const fix = cause.code === 'EADDRINUSE' ? 'choose another port' : 'check host and port'
      reject(
        new CollectorError('listen', `@askfirst/collector: can't serve on ${host}:${port}: ${fix}`, {
          cause,
        }),
      )
    })
    server.listen(port, host, () => {
      const bound = (server.address() as AddressInfo).port
      const name = host === '127.0.0.1' || host === '0.0.0.0' || host === '::' ? 'localhost' : host
      resolve({ port: bound, url: `http://${name.includes(':') ? `[${name}]` : name}:${bound}/` })
    })
  })
}

async function stop(server: Server): Promise<void> {
  // Browsers keep connections open between requests: idle ones go at once, each other when it becomes idle.
  const idle = setInterval(() => server.closeIdleConnections(), 50)
  const end = setTimeout(() => server.closeAllConnections(), PATIENCE)
  await new Promise<void>((resolve) => server.close(() => resolve()))
  clearInterval(idle)
  clearTimeout(end)
}
