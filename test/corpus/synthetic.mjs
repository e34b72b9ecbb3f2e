/**
 * A small corpus made at run time, so that no string in the form of a live secret is ever committed. Values come
 * from a seeded generator and are embedded in the shapes in which analytics events carry them.
 *
 * Case: `{ kind: 'prop' | 'url' | 'text', input, pii: [{ type, value }], keep: [string], neg? }`
 */
export function synthetic(count = 1200, seed = 7) {
  const next = random(seed)
  const types = Object.keys(values)
  const cases = []
  for (let i = 0; i < count; i++) {
    const type = types[i % types.length]
    const value = values[type](next)
    const shape = shapes[Math.floor(next() * shapes.length)]
    cases.push({ ...shape(value, keys[type]), pii: [{ type, value }] })
  }
  for (let i = 0; i < count / 2; i++)
    cases.push({ ...negatives[i % negatives.length](next), pii: [], neg: true })
  return cases
}

/** Mulberry32: 32 bits of state are enough for test data. */
function random(seed) {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

const pick = (next, list) => list[Math.floor(next() * list.length)]
const digits = (next, n) => Array.from({ length: n }, () => Math.floor(next() * 10)).join('')
const chars = (next, n, alphabet) => Array.from({ length: n }, () => pick(next, alphabet)).join('')
const BASE62 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'

function luhn(body) {
  let sum = 0
  for (let i = 0; i < body.length; i++) {
    const digit = Number(body[body.length - 1 - i]) * (i % 2 ? 1 : 2)
    sum += digit > 9 ? digit - 9 : digit
  }
  return body + ((10 - (sum % 10)) % 10)
}

const values = {
  email: (next) =>
    `${pick(next, ['jane', 'иван', 'li.wei', "o'hara", 'm_garcía'])}${pick(next, ['', '+tag', '.x'])}${digits(next, 3)}@${pick(next, ['example.com', 'mail.example.co.uk', 'müller.example', 'xn--e1afmkfd.example'])}`,
  phone: (next) =>
    pick(next, [
      () => `+${pick(next, ['1', '44', '49', '353', '7'])}${digits(next, 9)}`,
      () => `+34 ${digits(next, 3)} ${digits(next, 3)} ${digits(next, 3)}`,
      () => `(${pick(next, ['212', '415', '604'])}) 555-01${digits(next, 2)}`,
      () =>
        `0${pick(next, ['1', '6', '7'])} ${digits(next, 2)} ${digits(next, 2)} ${digits(next, 2)} ${digits(next, 2)}`,
      () => `0${pick(next, ['30', '171', '40'])} ${digits(next, 7)}`,
    ])(),
  card: (next) => {
    const number = luhn(pick(next, ['4', '51', '2221', '6011', '35']).padEnd(15, digits(next, 15)))
    return next() < 0.5 ? number : number.replace(/(.{4})(?!$)/g, `$1${pick(next, [' ', '-'])}`)
  },
  ipv4: (next) => `${pick(next, ['192.0.2', '203.0.113', '198.51.100'])}.${Math.floor(next() * 255)}`,
  ipv6: (next) => `2001:db8:${chars(next, 4, 'abcdef123456')}::${chars(next, 3, 'abcdef123456')}`,
  token: (next) =>
    pick(next, [
      () => `eyJ${chars(next, 20, BASE62)}.eyJ${chars(next, 30, BASE62)}.${chars(next, 40, BASE62)}`,
      () => `${['gh', 'p_'].join('')}${chars(next, 30, BASE62)}${digits(next, 6)}`,
      () => `${['sk', 'live', ''].join('_')}${chars(next, 20, BASE62)}${digits(next, 4)}`,
      () => chars(next, 43, BASE62),
    ])(),
  password: (next) =>
    `${pick(next, ['Monkey', 'Winter', 'hunter'])}${digits(next, 3)}${pick(next, ['!', '#', ''])}x`,
}

const keys = {
  email: 'contactEmail',
  phone: 'phone_number',
  card: 'cardNumber',
  ipv4: 'client_ip',
  ipv6: 'remoteIp',
  token: 'access_token',
  password: 'newPassword',
}

const encode = encodeURIComponent
const shapes = [
  (value, key) => ({ kind: 'prop', input: { event: 'submit', [key]: value, step: 2 }, keep: ['submit'] }),
  (value, key) => ({ kind: 'prop', input: { user: { list: [{ [key]: value }] } }, keep: [] }),
  (value, key) => ({
    kind: 'prop',
    input: { body: JSON.stringify({ [key]: value, unit: 'EUR' }) },
    keep: ['EUR'],
  }),
  (value, key) => ({ kind: 'prop', input: { field: key, value, kind: 'input' }, keep: ['input'] }),
  (value, key) => ({
    kind: 'url',
    input: `https://x.test/signup?${key}=${encode(value)}&utm_source=n`,
    keep: ['signup'],
  }),
  (value, key) => ({
    kind: 'url',
    input: `/login?next=${encode(`/w?${key}=${encode(value)}`)}`,
    keep: ['login'],
  }),
  (value, key) => ({ kind: 'url', input: `https://x.test/cb#${key}=${encode(value)}`, keep: ['cb'] }),
  (value, key) => ({ kind: 'text', input: `Error: ${key}: ${value} is not allowed`, keep: ['not allowed'] }),
]

const negatives = [
  (next) => ({
    kind: 'prop',
    input: { sku: `HAN-${digits(next, 4)}`, price: Number(digits(next, 4)) / 100 },
  }),
  (next) => ({
    kind: 'prop',
    input: { ts: 1_600_000_000_000 + Math.floor(next() * 1e11), ean: `9${digits(next, 12)}` },
  }),
  (next) => ({
    kind: 'prop',
    input: {
      commit: chars(next, 40, 'abcdef0123456789'),
      version: `10.0.${digits(next, 1)}.${digits(next, 1)}`,
    },
  }),
  (next) => ({
    kind: 'prop',
    input: { cls: `0.0${digits(next, 6)}`, viewport: `${digits(next, 3)}x${digits(next, 3)}` },
  }),
  (next) => ({
    kind: 'prop',
    input: { token_count: Number(digits(next, 3)), email_opt_in: true, card_type: 'visa' },
  }),
  (next) => ({
    kind: 'text',
    input: `Order #${digits(next, 8)} confirmed on 2024-0${1 + Math.floor(next() * 9)}-1${digits(next, 1)}`,
  }),
  (next) => ({ kind: 'text', input: `Version 7.${digits(next, 2)}.3 released on 16 March 2024` }),
  (next) => ({
    kind: 'url',
    input: `https://x.test/blog/2023/0${digits(next, 1)}/how-to-choose-a-laptop-${digits(next, 2)}`,
  }),
  (next) => ({
    kind: 'url',
    input: `https://x.test/static/main.${chars(next, 8, 'abcdef0123456789')}.chunk.js`,
  }),
].map((make) => (next) => ({ keep: [], ...make(next) }))
