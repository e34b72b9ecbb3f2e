import type { Stats } from '../store/stats.ts'

/** The answer of `/v1/stats`. */
export type Figures = Stats & { sites: string[]; hours: number }

/** Why there are no figures: the token is wrong, or the collector does not answer as it should. */
export type Failure = 'token' | 'offline'

/** Asks the collector; an empty `site` is its first. */
export async function fetchStats(token: string, site: string, hours: string): Promise<Figures | Failure> {
  const query = new URLSearchParams({ hours })
  if (site) query.set('site', site)
  try {
    const response = await fetch(`v1/stats?${query}`, {
      headers: { authorization: `Bearer ${token}` },
      credentials: 'omit',
      cache: 'no-store',
      signal: AbortSignal.timeout(15_000),
    })
    if (response.ok) return (await response.json()) as Figures
    return response.status === 401 ? 'token' : 'offline'
  } catch {
    return 'offline'
  }
}
