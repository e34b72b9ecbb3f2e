import { type Answer, type Received, type Served, serve } from './serveB.ts'

/** One event as Plausible would store it. */
export interface PlausibleRow {
  name: string
  domain: string
  hostname: string
  pathname: string
  referrer?: string | undefined
  props: Record<string, string>
  interactive: boolean
  at: number
}

export interface FakePlausible extends Served {
  rows: PlausibleRow[]
  /** content types of the requests that were read */
  types: (string | undefined)[]
}

type Body = Record<string, unknown>

const size = (text: string): number => Buffer.byteLength(text)
const accepted: Answer = { status: 202, body: 'ok' }
const discarded: Answer = { ...accepted, headers: { 'x-plausible-dropped': '1' } }
const refused = (errors: Record<string, string>): Answer => ({
  status: 400,
  body: JSON.stringify({ errors }),
})

/**
 * Plausible's `/api/event` as the research and Plausible's source tell: the server's clock, short names before long,
 * properties that are empty or no scalars left out in silence, 202 for what is discarded too.
 */
export async function fakePlausible(site: string): Promise<FakePlausible> {
  const fake = { rows: [] as PlausibleRow[], types: [] as (string | undefined)[] }
  const answer = ({ path, headers, body }: Received): Answer => {
    if (path !== '/api/event') return { status: 404 }
    fake.types.push(headers['content-type'])
    let given: Body
    try {
      given = JSON.parse(body)
    } catch {
      return refused({ request: 'no JSON' })
    }
    // Plausible's parser refuses an escape of half a pair.
    if (/\p{Cs}/u.test(Object.values(given).join() + JSON.stringify(given['p'] ?? {})))
      return refused({ request: 'surrogate' })
    const made = rowOf(given)
    if ('status' in made) return made
    if (/bot|crawler|spider/i.test(headers['user-agent'] ?? '') || !made.domain.split(',').includes(site))
      return discarded
    fake.rows.push(made)
    return accepted
  }
  return Object.assign(fake, await serve(answer))
}

function rowOf(given: Body): PlausibleRow | Answer {
  const either = (short: string, long: string): unknown => given[short] || given[long]
  const [name, url, domain] = [either('n', 'name'), either('u', 'url'), either('d', 'domain')]
  const referrer = either('r', 'referrer')
  if (typeof name !== 'string' || name.length > 120) return refused({ event_name: 'missing or too long' })
  if (typeof url !== 'string' || url.startsWith('data:')) return refused({ url: 'is required' })
  if (typeof domain !== 'string' || !domain.trim()) return refused({ domain: "can't be blank" })
  if (url.length > 2_000 || String(referrer ?? '').length > 2_000) return refused({ url: 'too long' })
  const props: Record<string, string> = {}
  for (const [key, value] of Object.entries((either('p', 'props') ?? {}) as Body).slice(0, 30)) {
    if (value === null || typeof value === 'object' || !String(value).trim()) continue
    if (size(key) > 300 || size(String(value)) > 2_000) return refused({ props: 'too long' })
    props[key] = String(value)
  }
  const { hostname, pathname } = new URL(url)
  const interactive = given['i'] !== false
  const at = Date.now()
  return {
    name,
    domain,
    hostname,
    pathname: decodeURI(pathname),
    referrer: referrer as string | undefined,
    props,
    interactive,
    at,
  }
}
