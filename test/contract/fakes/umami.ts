import { type Answer, type Received, type Served, serve } from './serveB.ts'

/** A row of Umami's events, as far as it is made of the request. */
export interface UmamiRow {
  kind: 'view' | 'custom' | 'performance'
  payload: Record<string, unknown>
  /** ms */
  at: number
}

export interface FakeUmami extends Served {
  rows: UmamiRow[]
  /** the database is down for all but this many events to come */
  failAfter: number
}

const METRICS = ['lcp', 'inp', 'cls', 'fcp', 'ttfb']
const TEXTS = ['hostname', 'title', 'name', 'tag', 'ip', 'id', 'language', 'screen', 'url', 'referrer']
const json = (status: number, value: unknown): Answer => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(value),
})
const refuse = (status: number, message: string): Answer =>
  json(status, { error: { message, code: status === 400 ? 'bad-request' : 'server-error', status } })

/**
 * Umami's `/api/send` and `/api/batch` as the research and Umami's source tell: any content type is read as JSON, a
 * batch is run one by one without a transaction, a bot is thanked and forgotten.
 */
export async function fakeUmami(website: string): Promise<FakeUmami> {
  const fake = { rows: [] as UmamiRow[], failAfter: Infinity }
  const one = (given: unknown, agent: string): Answer => {
    const { type, payload } = (given ?? {}) as { type?: string; payload?: Record<string, unknown> }
    const wrong = payload ? faultOf(type, payload) : 'Bad request'
    if (wrong) return refuse(400, wrong)
    if (payload!['website'] !== website) return refuse(400, 'Website not found.')
    if (/bot|crawler|spider/i.test(agent)) return json(200, { beep: 'boop' })
    if (fake.failAfter-- <= 0) return refuse(500, 'Server error')
    const kind = type === 'performance' ? type : payload!['name'] ? 'custom' : 'view'
    const seconds = payload!['timestamp'] as number | undefined
    if (type !== 'identify')
      fake.rows.push({ kind, payload: payload!, at: seconds ? seconds * 1000 : Date.now() })
    return json(200, { cache: 'token', sessionId: 'session', visitId: 'visit' })
  }
  const answer = ({ path, headers, body }: Received): Answer => {
    const agent = headers['user-agent'] ?? ''
    let given: unknown
    try {
      given = JSON.parse(body)
    } catch {
      return refuse(400, 'Bad request')
    }
    if (path === '/api/send') return one(given, agent)
    if (path !== '/api/batch') return { status: 404 }
    if (!Array.isArray(given)) return refuse(400, 'Bad request')
    const details = given
      .map((each, index) => ({ index, answer: one(each, agent) }))
      .filter((each) => each.answer.status !== 200)
      .map((each) => ({ index: each.index, response: JSON.parse(each.answer.body!) }))
    const [size, errors] = [given.length, details.length]
    return json(200, { size, processed: size - errors, errors, details, cache: 'token' })
  }
  return Object.assign(fake, await serve(answer))
}

/** What the schema, or a column too small, has against a payload. */
function faultOf(type: string | undefined, payload: Record<string, unknown>): string | undefined {
  if (!['event', 'identify', 'performance'].includes(type ?? '')) return 'type'
  const { name, url, referrer, timestamp, data } = payload
  for (const key of TEXTS) if (payload[key] !== undefined && typeof payload[key] !== 'string') return key
  if (/^[=+\-@\t\r]/.test(String(name ?? '')) || String(name ?? '').length > 50) return 'name'
  if (String(payload['hostname'] ?? '').length > 100) return 'hostname'
  for (const address of [url, referrer])
    if (address !== undefined && !URL.canParse(String(address), 'https://localhost')) return 'Invalid URL.'
  if (timestamp !== undefined && !Number.isInteger(timestamp)) return 'timestamp'
  for (const metric of METRICS) {
    const value = payload[metric]
    const most = metric === 'cls' ? 100 : 60_000
    if (value !== undefined && !(typeof value === 'number' && value >= 0 && value <= most)) return metric
  }
  if (data !== undefined && (typeof data !== 'object' || !data || Array.isArray(data))) return 'data'
  return columnFault(payload)
}

function columnFault(value: unknown): string | undefined {
  if (typeof value === 'string') return /\0|\p{Cs}/u.test(value) ? 'no UTF-8 of a database' : undefined
  if (!value || typeof value !== 'object') return undefined
  for (const [key, inner] of Object.entries(value)) {
    const long = typeof inner === 'string' && inner.length > 500 && !['url', 'referrer'].includes(key)
    if (long || columnFault(inner)) return key
  }
  return undefined
}
