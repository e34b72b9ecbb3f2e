/**
 * JSON in one form for one value, after RFC 8785: members in the order of their UTF-16 units, no white space, numbers and
 * strings as ECMAScript writes them. For plain data: members that are undefined are left out, and what JSON can't hold
 * (NaN, functions, lone surrogates) throws a TypeError.
 */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
    return `{${members.map(([name, member]) => `${canonical(name)}:${canonical(member)}`).join(',')}}`
  }
  if (typeof value === 'string' && LONE_SURROGATE.test(value))
    throw new TypeError('a lone surrogate is no text')
  if (typeof value === 'number' && !Number.isFinite(value)) throw new TypeError(`${value} has no JSON`)
  const json = JSON.stringify(value)
  if (json === undefined) throw new TypeError(`a ${typeof value} has no JSON`)
  return json
}

const LONE_SURROGATE = /\p{Surrogate}/u
