import { type Context, Hono } from 'hono'
import { adminRoutes } from './adminRoutes.ts'
import type { AppParts, IntakeParts } from './appParts.ts'
import { type CollectorMetrics, createCollectorMetrics } from './collectorMetrics.ts'
import { configRoute } from './configRoute.ts'
import { dashboardRoutes } from './dashboardRoutes.ts'
import { eraseRoute } from './eraseRoute.ts'
import { eventsRoute } from './eventsRoute.ts'
import { ownerPageRoutes } from './ownerPageRoutes.ts'
import { ownerRoutes } from './ownerRoutes.ts'
import { receiptsRoute } from './receiptsRoute.ts'
import { Refusal } from './refusal.ts'
import { createSiteAccess } from './siteAccess.ts'

const TIMED: ReadonlySet<string> = new Set([
  '/v1/events',
  '/v1/erase',
  '/v1/receipts',
  '/v1/export',
  '/v1/gaps',
  '/v1/daily',
  '/v1/stats',
  '/v1/owner',
  '/v1/owner/publish',
  '/v1/owner/rollback',
  '/healthz',
  '/metrics',
  '/dashboard',
  '/owner',
])

/** The collector's routes. No route reads the client's address or its user agent. */
export function createApp(parts: AppParts): Hono {
  const app = new Hono()
  const { metrics = createCollectorMetrics() } = parts
  const intake: IntakeParts = { ...parts, metrics, access: createSiteAccess(parts.sites, parts.now) }
  app.use(async (c, next) => {
    const route = TIMED.has(c.req.path) ? c.req.path : 'other'
    const done = metrics.seconds.startTimer({ route })
    await next()
    done()
    metrics.requests.inc({ route, status: c.res.status })
  })
  app.onError((error, c) => answerError(error, c, parts, metrics))
  app.route('/v1/events', eventsRoute(intake))
  app.route('/v1/erase', eraseRoute(intake))
  app.route('/v1/owner', ownerRoutes(parts))
  if (parts.receipts === true) app.route('/v1/receipts', receiptsRoute(intake))
  app.route('/v1', adminRoutes(parts))
  app.route('/config', configRoute(parts))
  app.route('/dashboard', dashboardRoutes())
  app.route('/owner', ownerPageRoutes())
  app.get('/healthz', async (c) => {
    await parts.store.check()
    return c.json({ ok: true })
  })
  app.get('/metrics', async (c) => {
    c.header('Content-Type', metrics.registry.contentType)
    return c.body(await metrics.registry.metrics())
  })
  return app
}

function answerError(error: unknown, c: Context, parts: AppParts, metrics: CollectorMetrics): Response {
  if (error instanceof Refusal) {
    if (error.retryAfter !== undefined) c.header('Retry-After', String(error.retryAfter))
    return c.json({ error: error.code }, error.status)
  }
  metrics.storeFailures.inc()
  // Not the message: PostgreSQL's may quote what a visitor sent.
  const { name, code } = error as { name?: unknown; code?: unknown }
  parts.log(`store: a request failed (${String(code ?? name)})`)
  c.header('Retry-After', '5')
  return c.json({ error: 'store' }, 503)
}
