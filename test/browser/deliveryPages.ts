import type { Tab } from '../support/browsers.ts'
import { poll } from '../support/poll.ts'
import type { Behaviour } from '../support/site.ts'
import { ADMIN_TOKEN, type Pages, type Shop, type StoredEvent } from './pages.ts'

/** A site's row of the collector's gap report, all days together. */
export interface Gaps {
  streams: number
  ended: number
  unknownTails: number
  received: number
  unexplained: number
  explained: Record<string, number>
}

/** How many of a page's events are there, and the numbers of those that are not, or are there twice. */
export interface Arrivals {
  arrived: number
  missing: string
  twice: string
}

/** What has become of the events of one name, which the page gave the numbers `n` from 0 to `count - 1`. */
export function arrivals(
  events: readonly { name: string; props: Record<string, unknown> }[],
  name: string,
  count: number,
): Arrivals {
  const times = new Map<number, number>()
  for (const event of events) {
    const n = Number(event.props['n'])
    if (event.name === name) times.set(n, (times.get(n) ?? 0) + 1)
  }
  const missing = Array.from({ length: count }, (_, n) => n).filter((n) => !times.has(n))
  const twice = [...times].filter(([, many]) => many > 1).map(([n]) => n)
  return { arrived: times.size, missing: missing.join(), twice: twice.join() }
}

/** What `arrivals` says where each of so many events is there, and there once. */
export function allOnce(count: number): Arrivals {
  return { arrived: count, missing: '', twice: '' }
}

/** Says yes and waits until the collector has this page's view. */
export async function sayYes(tab: Tab, shop: Shop): Promise<void> {
  const before = (await shop.stored()).length
  await tab.evaluate(async () => {
    await window.askfirst.optIn()
    await window.askfirst.flush()
  })
  await shop.stored(before + 1)
}

/** Tracks `name` with `n` from 0 to `count - 1`, all in one task. */
export function trackMany(tab: Tab, name: string, count: number): Promise<void> {
  return tab.evaluate(
    (event, most) => {
      for (let n = 0; n < most; n++) window.askfirst.track(event, { n })
    },
    name,
    count,
  )
}

/** Tracks `name` with `n` from `start` to `end - 1`, ten in each task. */
export function trackInTasks(tab: Tab, name: string, start: number, end: number): Promise<void> {
  return tab.evaluate(
    async (event, from, to) => {
      const nextTask = (): Promise<unknown> =>
        new Promise((resolve) => {
          const { port1, port2 } = new MessageChannel()
          port1.onmessage = resolve
          port2.postMessage(0)
        })
      for (let n = from; n < to; n++) {
        window.askfirst.track(event, { n })
        if (n % 10 === 9) await nextTask()
      }
    },
    name,
    start,
    end,
  )
}

/** For `body`: a page whose link tracks a click right before it leads to the next one. */
export const STEP_PAGE = `<a id="next" href="/">Next</a><script>
  const n = Number(new URLSearchParams(location.search).get('n'))
  const next = document.querySelector('#next')
  next.href = location.pathname + '?n=' + (n + 1)
  next.addEventListener('click', () => askfirst.track('click', { n }))
</script>`

/** Clicks so often through the pages of `STEP_PAGE`; the last page goes on living. */
export async function clickThrough(tab: Tab, steps: number): Promise<void> {
  for (let n = 1; n <= steps; n++) {
    await tab.click('#next')
    await tab.waitFor(
      (at) => location.search === `?n=${at}` && window.askfirst?.consent.allows('measurement'),
      [n],
    )
  }
  // Its view makes the one stream without an end mark.
  await tab.waitFor(() => window.askfirst.inspect().streams > 0)
  await tab.evaluate(() => window.askfirst.flush())
}

/** Tracks so many events of `bytes` each, `n` from 0, and leaves for `next` in the same task. */
export async function trackAndLeave(
  tab: Tab,
  name: string,
  count: number,
  bytes: number,
  next: string,
): Promise<void> {
  await tab.evaluate(
    (event, most, size, url) => {
      for (let n = 0; n < most; n++)
        window.askfirst.track(event, { n, text: 'plain words '.repeat(size / 12) })
      location.href = url
    },
    name,
    count,
    bytes,
    next,
  )
  await tab.waitFor((url) => location.href === url && window.askfirst?.consent.allows('measurement'), [next])
}

/** Answers the first requests in its own way; tells how many it was. */
export function scriptFirst(shop: Shop, count: number, fault: Behaviour): { times: number } {
  const answered = { times: 0 }
  shop.script('/v1/', () => (answered.times < count && ++answered.times ? fault : undefined))
  return answered
}

/** `Retry-After` as a date, which names whole seconds, and that time in ms. */
export function httpDate(time: number): [header: string, until: number] {
  const until = Math.ceil(time / 1_000) * 1_000
  return [new Date(until).toUTCString(), until]
}

/** All that a collector of `startCollectorFor` has of a site. */
export async function exported(url: string, site: string): Promise<StoredEvent[]> {
  const reply = await fetch(`${url}v1/export?site=${site}`, {
    headers: { authorization: `Bearer ${ADMIN_TOKEN}` },
  })
  const lines = (await reply.text()).split('\n').filter(Boolean)
  return lines.map((line) => JSON.parse(line) as StoredEvent)
}

/** The gap report of the shop's site, once the predicate likes it. `timeout` in ms, default 15,000. */
export function gapsOf(
  pages: Pick<Pages, 'collector'>,
  shop: Pick<Shop, 'key'>,
  like: (gaps: Gaps) => boolean = () => true,
  timeout = 15_000,
): Promise<Gaps> {
  let last: Gaps | undefined
  const probe = async (): Promise<Gaps | undefined> => {
    const reply = await fetch(`${pages.collector}/v1/gaps?site=${shop.key}`, {
      headers: { authorization: `Bearer ${ADMIN_TOKEN}` },
    })
    const { days } = (await reply.json()) as { days: Gaps[] }
    last = days.reduce(add, {
      streams: 0,
      ended: 0,
      unknownTails: 0,
      received: 0,
      unexplained: 0,
      explained: {},
    })
    return like(last) ? last : undefined
  }
  return poll('a gap report', probe, timeout).catch((error: Error) => {
    throw new Error(`${error.message}; the last was ${JSON.stringify(last)}`)
  })
}

function add(sum: Gaps, day: Gaps): Gaps {
  const explained = { ...sum.explained }
  for (const [reason, count] of Object.entries(day.explained))
    explained[reason] = (explained[reason] ?? 0) + count
  return {
    streams: sum.streams + day.streams,
    ended: sum.ended + day.ended,
    unknownTails: sum.unknownTails + day.unknownTails,
    received: sum.received + day.received,
    unexplained: sum.unexplained + day.unexplained,
    explained,
  }
}
