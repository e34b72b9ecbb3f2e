import { randomBytes } from 'node:crypto'

const HOUR = 3_600_000
const PAGES = ['/', '/', '/', '/form.html', '/app/', '/app/teas', '/app/teas', '/app/basket', '/away.html']
/** usual value, and up to where it rates as good and as poor, as web.dev/vitals has it */
const METRICS = {
  LCP: [1_900, 2_500, 4_000],
  FCP: [1_200, 1_800, 3_000],
  INP: [140, 200, 500],
  CLS: [0.04, 0.1, 0.25],
  TTFB: [320, 800, 1_800],
}

/**
 * Sends a day of made-up visits to the demo's collector, so that the dashboard has something to draw: the same
 * numbers each time, with one explained gap and one that is not.
 *
 * @param {string} site address of the demo, ending in `/`
 */
export async function pastTraffic(site) {
  const now = Date.now()
  const random = seeded(7)
  for (let hour = 23; hour > 0; hour--) {
    const visits = Math.round(6 + 5 * Math.sin(hour / 3.8) + 3 * random())
    const chunks = Array.from({ length: visits }, () =>
      visit(now - hour * HOUR + random() * HOUR, random, site),
    )
    if (hour === 9)
      chunks[0].lost = [{ reason: 'queue_full', ranges: [[chunks[0].count, chunks[0].count + 3]] }]
    if (hour === 4) chunks[0].seq = 2
    // Most visits have ended; of the others the tail is unknown.
    for (const chunk of chunks)
      if (random() < 0.95) chunk.end = chunk.seq + chunk.count + (chunk.lost ? 4 : 0)
    const lines = [JSON.stringify({ v: 1, site: 'localhost', sentAt: now })]
    for (const { events, ...head } of chunks) lines.push(JSON.stringify(head), ...events)
    const reply = await fetch(`${site}v1/events`, { method: 'POST', body: lines.join('\n') })
    if (reply.status !== 200) throw new Error(`the collector answered ${reply.status}`)
    await reply.text()
  }
}

function visit(at, random, site) {
  const pages = 1 + Math.floor(random() * 4)
  const events = []
  const add = (name, props) => events.push(JSON.stringify({ name, at: events.length * 4_000, props }))
  for (let i = 0; i < pages; i++)
    add('page', {
      url: new URL(PAGES[Math.floor(random() * PAGES.length)], site).href,
      title: 'Askfirst demo',
    })
  for (const [metric, [usual, good, poor]] of Object.entries(METRICS)) {
    const value = Math.round(usual * (0.5 + random() ** 2 * 1.6) * 1e4) / 1e4
    add('vital', {
      metric,
      value,
      rating: value <= good ? 'good' : value <= poor ? 'needs-improvement' : 'poor',
    })
  }
  const stream = `${new Date(at).toISOString().slice(0, 10)}.${randomBytes(16).toString('base64url')}`
  return { stream, purpose: 'measurement', seq: 0, count: events.length, at: Math.round(at), events }
}

/** Numbers in [0, 1), the same each time. */
function seeded(state) {
  let last = state
  return () => {
    last = (last * 48_271) % 2_147_483_647
    return last / 2_147_483_647
  }
}
