import type { Tab } from '../support/browsers.ts'
import { poll } from '../support/poll.ts'
import type { Pages, Shop } from './pages.ts'

/** Of the collector that `startPages` opens. */
const TOKEN = 'browser-tests-admin-token'

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

/** The gap report of the shop's site, once the predicate likes it. `timeout` in ms, default 15,000. */
export function gapsOf(
  pages: Pages,
  shop: Shop,
  like: (gaps: Gaps) => boolean = () => true,
  timeout = 15_000,
): Promise<Gaps> {
  let last: Gaps | undefined
  const probe = async (): Promise<Gaps | undefined> => {
    const reply = await fetch(`${pages.collector}/v1/gaps?site=${shop.key}`, {
      headers: { authorization: `Bearer ${TOKEN}` },
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
