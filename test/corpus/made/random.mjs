/**
 * A seeded source of choices (mulberry32: 32 bits of state are enough for test data).
 *
 * @returns `next()` in [0, 1), `below(n)`, `pick(list)`, `chance(p)`, `digits(n)`, `chars(n, alphabet)`, and
 *   `fill(pattern)`, where `#` becomes a digit, `^` one from 1 to 9, `@` an upper-case letter, `*` a hex digit
 */
export function random(seed) {
  let state = seed | 0
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
  const below = (n) => Math.floor(next() * n)
  const pick = (list) => list[below(list.length)]
  const chars = (n, alphabet) => Array.from({ length: n }, () => pick(alphabet)).join('')
  const kinds = {
    '#': '0123456789',
    '^': '123456789',
    '@': 'ABCDEFGHIJKLMNOPQRSTUVWXYZ',
    '*': '0123456789abcdef',
  }
  return {
    next,
    below,
    pick,
    chars,
    chance: (p) => next() < p,
    digits: (n) => chars(n, kinds['#']),
    fill: (pattern) => pattern.replace(/[#^@*]/g, (kind) => pick(kinds[kind])),
  }
}
