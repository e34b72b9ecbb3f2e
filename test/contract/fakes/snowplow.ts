import { areDescribed, isDescribed, isPayloadData } from './payloadData.ts'
import { type Received, type Reply, type Served, serve } from './serveC.ts'

/** One event as the tracker protocol names its fields. */
export type SnowplowEvent = Record<string, string>

/** A Snowplow pipeline: a collector that takes everything, and an enrichment that nobody hears of. */
export interface FakeSnowplow extends Served {
  events: SnowplowEvent[]
  /** what the enrichment turned down without anybody being told */
  bad: { why: string; event: unknown }[]
  /** addresses that it has seen and kept */
  addresses: string[]
}

/** Longest text of the columns that the fields become (snowplow/enrich, atomicFieldsLimits). */
const LONGEST: Readonly<Record<string, number>> = {
  aid: 255,
  p: 255,
  eid: 36,
  tna: 128,
  tv: 100,
  uid: 255,
  duid: 128,
  sid: 128,
  url: 10_000,
  page: 2_000,
  refr: 10_000,
}

const COLLECTOR_MOST = 1_000_000
const COLLECTOR_REFUSES = 2_000_000

/**
 * The collector answers `ok` to all that reaches it, and 413 from 2 MB on; a body over 1 MB, an invalid envelope, an
 * unknown schema or a field that is too long ends as a bad row; an `eid` that was seen is stored once.
 *
 * @param schemas Iglu schemas that the registry holds
 */
export async function fakeSnowplow(schemas: readonly string[]): Promise<FakeSnowplow> {
  const events: SnowplowEvent[] = []
  const bad: FakeSnowplow['bad'] = []
  const addresses: string[] = []
  const seen = new Set<string>()
  const enrich = ({ body, headers }: Received): void => {
    if (Buffer.byteLength(body) > COLLECTOR_MOST) throw new Error('size')
    if (!/^application\/json\b/.test(headers['content-type'] ?? '')) throw new Error('content type')
    const { schema, data } = JSON.parse(body)
    if (
      !/^iglu:com\.snowplowanalytics\.snowplow\/payload_data\/jsonschema\/1-0-\d$/.test(schema) ||
      !isPayloadData(data)
    )
      throw new Error('payload_data')
    for (const event of data as SnowplowEvent[]) {
      const why = faultOf(event, schemas)
      if (why) {
        bad.push({ why, event })
        continue
      }
      if (!seen.has(event['eid']!)) events.push(event)
      seen.add(event['eid']!)
    }
  }
  const served = await serve((request): Reply => {
    if (request.method !== 'POST') return { status: 405 }
    if (!/^\/[^/]+\/[^/?]+$/.test(request.path)) return { status: 404 }
    if (Buffer.byteLength(request.body) > COLLECTOR_REFUSES) return { status: 413 }
    if (request.headers['sp-anonymous'] === undefined) addresses.push('127.0.0.1')
    try {
      enrich(request)
    } catch (error) {
      bad.push({ why: String(error), event: request.body.slice(0, 100) })
    }
    return { status: 200, body: 'ok' }
  })
  return Object.assign(served, { events, bad, addresses })
}

function faultOf(event: SnowplowEvent, schemas: readonly string[]): string | undefined {
  if (!/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/.test(event['eid'] ?? '')) return 'eid'
  if (!['pv', 'pp', 'se', 'ue', 'tr', 'ti'].includes(event['e']!)) return 'e'
  if (!['web', 'mob', 'pc', 'srv', 'app', 'tv', 'cnsl', 'iot'].includes(event['p']!)) return 'p'
  if (![event['dtm'], event['stm']].every((time) => /^\d+$/.test(time ?? ''))) return 'time'
  const long = Object.entries(LONGEST).find(([field, most]) => (event[field]?.length ?? 0) > most)
  if (long) return `${long[0]} is too long`
  const known = (one: { schema: string }): boolean => schemas.includes(one.schema)
  const packed = event['ue_px'] && Buffer.from(event['ue_px'], 'base64url').toString()
  const unstruct = event['ue_pr'] ?? packed
  if ((event['e'] === 'ue') !== Boolean(unstruct)) return 'ue_pr'
  if (unstruct) {
    const outer = JSON.parse(unstruct)
    if (!outer.schema?.includes('/unstruct_event/jsonschema/1-0-') || !isDescribed(outer.data))
      return 'unstruct_event'
    if (!known(outer.data)) return 'unknown schema'
  }
  if (event['co']) {
    const outer = JSON.parse(event['co'])
    if (!outer.schema?.includes('/contexts/jsonschema/1-0-') || !areDescribed(outer.data)) return 'contexts'
    if (!outer.data.every(known)) return 'unknown schema'
  }
  return undefined
}
