import { type Context, Hono } from 'hono'
import type { ExportFilter } from '../store/exportEvents.ts'
import { isWholeBetween } from '../wire/json.ts'
import { isDay } from '../wire/readChunkHead.ts'
import type { AppParts } from './appParts.ts'
import { bearer } from './bearer.ts'
import { Refusal } from './refusal.ts'
import { createStatsCache } from './statsCache.ts'

const DAY = 86_400_000
/** hours that the dashboard can look back: 31 days */
const MAX_HOURS = 744

/** What the operator reads, all behind the admin token: `/export`, `/gaps`, `/daily`, `/stats` and kept `/receipts`. */
export function adminRoutes({ sites, store, adminToken, now, log }: AppParts): Hono {
  const route = new Hono()
  const keys = sites.map(({ key }) => key)
  const siteOf = (c: Context): string => {
    const site = c.req.query('site') ?? keys[0]!
    if (!keys.includes(site)) throw new Refusal(404, 'unknown_site')
    return site
  }
  const statsOf = createStatsCache(store, now)
  for (const path of ['/export', '/gaps', '/daily', '/stats']) route.use(path, bearer(adminToken))

  const answerLines = (c: Context, pages: AsyncGenerator<unknown[]>): Response => {
    c.header('Content-Type', 'application/x-ndjson; charset=utf-8')
    c.header('X-Content-Type-Options', 'nosniff')
    return c.body(linesOf(pages, log))
  }

  route.get('/export', (c) => {
    const filter: ExportFilter = { site: siteOf(c), ...spanOf(c) }
    const day = dayOf(c, 'day')
    if (day !== undefined) filter.day = day
    return answerLines(c, store.export(filter))
  })

  // Only this method: visitors post to the same path, where the operator lets them.
  route.get('/receipts', bearer(adminToken), (c) =>
    answerLines(c, store.exportReceipts({ site: siteOf(c), ...spanOf(c) })),
  )

  for (const report of ['gaps', 'daily'] as const)
    route.get(`/${report}`, async (c) => {
      const site = siteOf(c)
      const day = dayOf(c, 'day')
      const from = day ?? dayOf(c, 'from') ?? new Date(now() - 30 * DAY).toISOString().slice(0, 10)
      // A device whose clock is ahead has streams of tomorrow.
      const to = day ?? dayOf(c, 'to') ?? new Date(now() + DAY).toISOString().slice(0, 10)
      return c.json({ site, days: await store[report](site, { from, to }) })
    })

  route.get('/stats', async (c) => {
    const hours = Number(c.req.query('hours') ?? '24')
    if (!isWholeBetween(hours, 1, MAX_HOURS)) throw new Refusal(400, 'bad_hours')
    return c.json({ ...(await statsOf(siteOf(c), hours)), sites: keys, hours })
  })
  return route
}

/** The span of time that is asked for, in ms. */
function spanOf(c: Context): { from?: number; to?: number } {
  const span: { from?: number; to?: number } = {}
  for (const name of ['from', 'to'] as const) {
    const text = c.req.query(name)
    if (text === undefined) continue
    const time = /^\d+$/.test(text) ? Number(text) : Date.parse(text)
    if (!Number.isFinite(time) || Math.abs(time) > 8_640_000_000_000) throw new Refusal(400, `bad_${name}`)
    span[name] = time
  }
  return span
}

function dayOf(c: Context, name: string): string | undefined {
  const day = c.req.query(name)
  if (day === undefined) return undefined
  if (!isDay(day)) throw new Refusal(400, `bad_${name}`)
  return day
}

/** One event or receipt a line; the stream breaks off where the store fails, so that half an export does not look whole. */
function linesOf(pages: AsyncGenerator<unknown[]>, log: (line: string) => void): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  return new ReadableStream<Uint8Array>({
    pull: async (controller) => {
      try {
        const { value, done } = await pages.next()
        if (done) controller.close()
        else controller.enqueue(encoder.encode(value.map((event) => `${JSON.stringify(event)}\n`).join('')))
      } catch (error) {
        log('store: an export broke off')
        controller.error(error)
      }
    },
    cancel: async () => void (await pages.return(undefined)),
  })
}
