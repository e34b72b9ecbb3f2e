import { checkedEndpoint } from './checkedEndpoint.ts'
import { eventId, visitorId } from './eventId.ts'
import type { Format, Json, Props } from './format.ts'
import { misconfigured } from './misconfigured.ts'
import { type BatchEvent, readEvents } from './readEvents.ts'
import { readStatus } from './readStatus.ts'

export interface SnowplowOptions {
  /** The collector's whole address, as a rule `https://host/com.snowplowanalytics.snowplow/tp2`, or a path of this site. */
  endpoint: string
  /** The application, `aid`; default: the site's key. */
  appId?: string
  /**
   * Iglu schema of `{ name, purpose, props }`, which has to be in the pipeline's registry; default:
   * `'iglu:com.askfirst/event/jsonschema/1-0-0'`.
   */
  schema?: string
  /** Iglu schemas of one's own by event name, for the event's props alone; default: none. */
  schemas?: Readonly<Record<string, string>>
  /** Whether the collector is told to keep no address and to set no cookie (`SP-Anonymous: *`); default: true. */
  anonymous?: boolean
}

/** Longest text of a column that the pipeline takes (Enrich, atomic field limits); an address's parts are columns too. */
const LONGEST = { url: 3_000, page: 2_000, refr: 3_000, aid: 255 }

const IGLU = /^iglu:[\w.-]+\/[\w-]+\/jsonschema\/\d+-\d+-\d+$/

/**
 * Snowplow's tracker protocol (tp2, payload_data 1-0-4). A page view is `pv`, and whatever it holds beyond address,
 * title and referrer goes along as an entity; every other event is self-describing (`ue_pr`). `sid` is the page load's,
 * there is no user.
 *
 * The collector answers 200 to everything and drops unseen what its schemas do not know or what
 * is too long: addresses and referrers are cut to 3,000 characters, titles to 2,000, `aid` to 255, and a request stays
 * far below 1 MB. Events are deduplicated by `eid` behind the collector. Its JSON type needs a preflight, so that the
 * page's end sends nothing and the next page does.
 *
 * @throws Error with code `format` where an option is wrong
 */
export function snowplow(options: SnowplowOptions): Format {
  const { endpoint, appId, schema = 'iglu:com.askfirst/event/jsonschema/1-0-0', schemas = {} } = options
  const url = checkedEndpoint('snowplow', endpoint, '/com.snowplowanalytics.snowplow/tp2')
  if (appId !== undefined && (typeof appId !== 'string' || !appId))
    throw misconfigured('snowplow', 'give appId as a text, or leave it out')
  if (![schema, ...Object.values(schemas)].every((one) => IGLU.test(one)))
    throw misconfigured('snowplow', 'give schemas as iglu:vendor/name/jsonschema/1-0-0')
  const own = new Map(Object.entries(schemas))
  const describe = ({ name, purpose }: BatchEvent, props: Props): Described =>
    own.has(name) ? { schema: own.get(name)!, data: props } : { schema, data: { name, purpose, props } }
  const headers = { 'content-type': 'application/json; charset=UTF-8' }
  return {
    name: 'snowplow',
    // What was escaped once is escaped again, so that text grows to at most twice its size.
    limits: { events: 100, bytes: 200_000 },
    dedupe: 'id',
    encode: (batch, { pageEnd }) => {
      const events = pageEnd ? [] : readEvents(batch)
      if (!events.length) return
      const data = events.map((event) => ({
        ...fieldsOf(event, describe),
        eid: eventId(event.stream, event.seq),
        sid: visitorId(event.stream),
        dtm: `${Math.round(event.at)}`,
        stm: `${Math.round(batch.sentAt)}`,
        aid: cut(appId ?? batch.site, LONGEST.aid),
        p: 'web',
        tv: 'askfirst-1',
      }))
      return {
        url,
        method: 'POST',
        headers: options.anonymous === false ? headers : { ...headers, 'SP-Anonymous': '*' },
        body: JSON.stringify({ schema: SELF('payload_data', '1-0-4'), data }),
        gzip: false,
      }
    },
    read: (response, now) =>
      response.status >= 200 && response.status < 300 ? { kind: 'accepted' } : readStatus(response, now),
  }
}

interface Described {
  schema: string
  data: Json
}

type Describe = (event: BatchEvent, props: Props) => Described

/** What kind of event it is and what it holds; every value is text. */
function fieldsOf(event: BatchEvent, describe: Describe): Record<string, string> {
  if (event.name !== 'page') {
    const data = describe(event, event.props)
    return { e: 'ue', ue_pr: JSON.stringify({ schema: SELF('unstruct_event', '1-0-0'), data }) }
  }
  const { url, title, referrer, ...more } = event.props
  const fields: Record<string, string> = { e: 'pv' }
  if (url) fields['url'] = cut(`${url}`, LONGEST.url)
  if (title) fields['page'] = cut(`${title}`, LONGEST.page)
  if (referrer) fields['refr'] = cut(`${referrer}`, LONGEST.refr)
  if (Object.keys(more).length)
    fields['co'] = JSON.stringify({ schema: SELF('contexts', '1-0-0'), data: [describe(event, more)] })
  return fields
}

const SELF = (name: string, version: string): string =>
  `iglu:com.snowplowanalytics.snowplow/${name}/jsonschema/${version}`

/** At most `most` UTF-16 units, without half an escape or half a character at the end. */
function cut(text: string, most: number): string {
  return text.length > most ? text.slice(0, most).replace(/(%\w?|[\ud800-\udbff])$/, '') : text
}
