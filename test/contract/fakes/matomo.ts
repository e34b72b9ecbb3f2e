import { type Answer, type Received, type Served, serve } from './serveB.ts'

/** One action as Matomo would store it. */
export interface MatomoRow {
  site: string
  visitor: string | undefined
  action: string
  params: Record<string, string>
  /** ms */
  at: number
}

export interface FakeMatomo extends Served {
  rows: MatomoRow[]
  types: (string | undefined)[]
  /** the database fails at the event of this index of the next batch, once */
  failAt: number | undefined
  /** the database is locked: what comes is passed over in silence */
  locked: boolean
}

type Params = Record<string, string>

const DAY = 86_400
const json = (status: number, value: unknown): Answer => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(value),
})

/**
 * Matomo's `matomo.php` as the research and Matomo's source tell: a bulk request is known by `"requests"` in its body,
 * whatever its type; one transaction a batch; what is invalid is counted and left out; backdating by more than a day
 * wants a token, which nobody has here.
 */
export async function fakeMatomo(site: string): Promise<FakeMatomo> {
  const fake = {
    rows: [] as MatomoRow[],
    types: [] as (string | undefined)[],
    failAt: undefined as number | undefined,
    locked: false,
  }
  const bulk = (body: string): Answer => {
    const given = JSON.parse(body) as { requests?: (string | Params)[]; send_image?: number }
    const rows: MatomoRow[] = []
    let invalid = 0
    const requests = (given.requests ?? []).map(paramsOf)
    for (const [index, params] of requests.entries()) {
      if (index === fake.failAt) {
        fake.failAt = undefined
        return json(500, { status: 'error', tracked: rows.length, invalid })
      }
      if (fake.locked) continue
      const row = rowOf(params, site)
      if (row) rows.push(row)
      else invalid++
    }
    fake.rows.push(...rows)
    if (given.send_image === 0) return { status: 204 }
    return json(200, { status: 'success', tracked: rows.length, invalid })
  }
  const answer = ({ path, headers, body }: Received): Answer => {
    const url = new URL(path, 'http://matomo.example')
    if (url.pathname !== '/matomo.php') return { status: 404 }
    fake.types.push(headers['content-type'])
    if (body.indexOf('"requests"') > 0) return bulk(body)
    const row = url.search ? rowOf(paramsOf(url.search), site) : undefined
    if (!row) return { status: url.search ? 400 : 200, body: 'Keep full control of your data' }
    fake.rows.push(row)
    return { status: 200, headers: { 'content-type': 'image/gif' }, body: 'GIF89a' }
  }
  return Object.assign(fake, await serve(answer))
}

function paramsOf(request: string | Params): Params {
  if (typeof request !== 'string') return request
  return Object.fromEntries(new URLSearchParams(request.slice(request.indexOf('?'))))
}

function rowOf(params: Params, site: string): MatomoRow | undefined {
  const { idsite, rec, url, _id, cdo, cdt, e_c, e_a, e_v } = params
  if (idsite !== site || rec !== '1') return undefined
  if (_id !== undefined && !/^[\da-f]{16}$/i.test(_id)) return undefined
  if ((e_c === undefined) !== (e_a === undefined) || (e_c !== undefined && !(e_c.trim() && e_a!.trim())))
    return undefined
  if (e_v !== undefined && Number.isNaN(Number(e_v))) return undefined
  const now = Math.floor(Date.now() / 1000)
  const since = cdt ? (/^\d+$/.test(cdt) ? Number(cdt) : Date.parse(`${cdt}Z`) / 1000) : now
  const at = since - Math.abs(Number(cdo ?? 0))
  if (now - at >= DAY) return undefined
  return {
    site: idsite,
    visitor: _id,
    action: e_a ?? params['action_name'] ?? url ?? '',
    params,
    at: at * 1000,
  }
}
