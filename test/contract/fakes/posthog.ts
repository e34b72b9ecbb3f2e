import { type Answer, type Call, serve, unpacked } from './serveA.ts'

export interface PosthogShaped {
  uuid?: string
  event?: string
  distinct_id?: string
  timestamp?: string
  api_key?: string
  properties?: Record<string, unknown>
}

export interface FakePosthog {
  host: string
  /** by what PostHog's store sorts by, with the address and the time that it was stored under */
  stored: Map<string, PosthogShaped & { address: unknown; located: boolean; corrected: number }>
  /** products over their quota: their events are dropped behind a 200 */
  limited: string[]
  /** how it writes that all is well: as a number or by name, as versions differ */
  well: 1 | 'Ok'
  paths: string[]
  next: Answer[]
}

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i
const MAX_BYTES: Readonly<Record<string, number>> = {
  '/batch/': 20 * 1_048_576,
  '/e/': 2 * 1_048_576,
  '/i/v0/e/': 2 * 1_048_576,
}

/**
 * PostHog's capture service as its source describes it: the token in the body; gzip known by its first bytes; one
 * token for a batch (401); one event without a name or a visitor refuses the whole batch (400); over quota 200 with
 * the products' names, their events dropped; `?beacon=1` is answered 204. The connection's address is stored unless
 * the event has a member `$ip`, and looked up unless it has `$geoip_disable`.
 *
 * @param now its clock, in ms
 */
export async function fakePosthog(apiKey: string, now: () => number): Promise<FakePosthog> {
  const fake: FakePosthog = { host: '', stored: new Map(), limited: [], well: 1, paths: [], next: [] }

  function store(given: PosthogShaped, sentAt: number): void {
    const uuid = UUID.test(given.uuid ?? '') ? given.uuid : `made-${fake.stored.size}`
    const { event, distinct_id, timestamp, properties = {} } = given
    const corrected = now() - (sentAt - Date.parse(String(timestamp)))
    const day = new Date(corrected).toISOString().slice(0, 10)
    const address = '$ip' in properties ? properties['$ip'] : '127.0.0.1'
    const located = !properties['$geoip_disable']
    fake.stored.set([uuid, event, distinct_id, day].join(), { ...given, address, located, corrected })
  }

  function capture(text: string, beacon: boolean): Answer {
    let body: { api_key?: string; sent_at?: string; batch?: PosthogShaped[] }
    try {
      body = JSON.parse(text)
    } catch {
      return { status: 400, body: 'failed to parse request' }
    }
    const events = body.batch ?? []
    if (!events.length) return { status: 400, body: 'request holds no event' }
    const tokens = new Set(
      [body.api_key, ...events.map(({ api_key, properties }) => api_key ?? properties?.['token'])].filter(
        Boolean,
      ),
    )
    if (tokens.size > 1) return { status: 401, body: 'batch submitted with inconsistent api_key values' }
    if (!tokens.has(apiKey)) return { status: 401, body: 'API key is not valid' }
    if (events.some(({ event }) => !event)) return { status: 400, body: 'event submitted without a name' }
    if (events.some(({ distinct_id }) => !distinct_id))
      return { status: 400, body: 'event submitted without a distinct_id' }
    const kept = events.filter(({ event }) => !fake.limited.includes(productOf(event)))
    for (const event of kept) store(event, Date.parse(body.sent_at ?? new Date(now()).toISOString()))
    if (beacon) return { status: 204 }
    const limited = [...new Set(events.map(({ event }) => productOf(event)))].filter((one) =>
      fake.limited.includes(one),
    )
    const reply = { status: fake.well, ...(limited.length && { quota_limited: limited }) }
    return { status: 200, body: JSON.stringify(reply), headers: { 'content-type': 'application/json' } }
  }

  fake.host = await serve((call: Call) => {
    fake.paths.push(call.url.pathname)
    const given = fake.next.shift()
    if (given) return given
    const most = MAX_BYTES[call.url.pathname]
    if (!most) return { status: 404 }
    const text = unpacked(call)
    if (Buffer.byteLength(text) > most) return { status: 413, body: 'payload too large' }
    return capture(text, call.url.searchParams.get('beacon') === '1')
  })
  return fake
}

function productOf(event?: string): string {
  return event === '$exception' ? 'exceptions' : 'events'
}
