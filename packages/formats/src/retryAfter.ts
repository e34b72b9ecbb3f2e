/**
 * Milliseconds that a `Retry-After` header asks for (RFC 9110, 10.2.3: seconds or an HTTP date),
 * or undefined where it is missing or unreadable. Never negative, at most one day.
 */
export function retryAfter(header: string | null, now: number): number | undefined {
  if (!header) return undefined
  const text = header.trim()
  const ms = /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text) - now
  return Number.isNaN(ms) ? undefined : Math.min(Math.max(ms, 0), 86_400_000)
}
