import type { FieldCode } from './compiledPlan.ts'

/** What leaves of a value by its code; undefined, or an error, where the value is not what the code takes. */
export function treat(code: FieldCode, value: unknown): unknown {
  const [kind, first, second] = code as readonly [string, string, number]
  const how = code.slice(1) as readonly string[]
  const isText = typeof value === 'string'
  if (
    kind === 'k' ||
    (kind === 'n' && Number.isFinite(value)) ||
    (kind === 'b' && value === !!value) ||
    (kind === 's' && isText) ||
    (kind === 'o' && how.includes(value as string)) ||
    (kind === 'p' && isText && RegExp(`^(?:${first})$`, 'u').test(value))
  )
    return value
  if (kind === 'g' && Number.isFinite(value)) return bandOf(value as number, how)
  // The years before 0 and after 9999 are written with a sign and six digits.
  if (kind === 'd') return /^\d.*/.exec(new Date(value as string).toISOString())?.[0].slice(0, +first)
  if (kind === 'a') return listOf(value, first as FieldCode)
  if (kind === 'c' || kind === 'x') return placeOf(value as Place, kind, +first)
  if (kind === 'l' && isText) return bandOf(value.length, how)
  if (kind === 'm' && isText) return masked(value, +first, second)
  if (kind === 'r' && isText) return routeOf(value, how)
  return undefined
}

/** From a bound to below the next one, such as `18-25`; `<18` and `65+` at the ends. */
function bandOf(number: number, bands: readonly unknown[]): string {
  const above = bands.findIndex((bound) => number < (bound as number))
  return above > 0 ? `${bands[above - 1]}-${bands[above]}` : above ? `${bands.at(-1)}+` : `<${bands[0]}`
}

/** Stars with the signs that give a text its form. At most a quarter of it is left at either end. */
function masked(text: string, start: number, end: number): string {
  const letters = [...text.slice(0, 64)]
  const most = letters.length >> 2
  const star = (letter: string, at: number): string =>
    at < Math.min(start, most) || at >= letters.length - Math.min(end, most) || /[\s@.:/()+-]/.test(letter)
      ? letter
      : '*'
  return letters.map(star).join('')
}

/** The first route that a URL's path is: `:name` stands for one segment, `*` for any number. */
function routeOf(url: string, routes: readonly string[]): string {
  const path = url.replace(/^([a-z][a-z\d+.-]*:)?\/\/[^/?#]*|[?#].*/gis, '')
  const is = (route: string): boolean =>
    RegExp(`^${route.replace(/:\w+/g, '[^/]+').replace('*', '.*')}/?$`).test(path)
  return routes.find(is) ?? 'other'
}

interface Place {
  lat: number
  lng: number
  country?: unknown
  region?: unknown
}

function placeOf({ lat, lng, country, region }: Place, kind: string, exact: number): string | undefined {
  if (kind === 'c') return /^[A-Z]{2}(-[A-Z\d]{1,3})?$/.exec(`${region ?? country}`)?.[0].slice(0, exact)
  return Math.abs(lat) <= 90 && Math.abs(lng) <= 180
    ? `${+lat.toFixed(exact)},${+lng.toFixed(exact)}`
    : undefined
}

/** Up to 100 items; one that is not as declared spoils the list. */
function listOf(value: unknown, code: FieldCode): unknown[] | undefined {
  if (!Array.isArray(value) || value.length > 100) return undefined
  const items = Array.from(value, (item) => treat(code, item))
  return items.includes(undefined) ? undefined : items
}
