import { createHash } from 'node:crypto'
import { ibanCheck, luhn } from './checksums.mjs'

/** ISO 13616 registry: country and the form of its account number (`n` digit, `a` letter, `c` either). */
const IBAN_FORMS =
  'PL24n CZ20n SK20n HU24n RO4a16c TR6n16c GR7n16c SE20n NO11n FI14n DK14n BG4a6n8c HR17n IL19n SA2n18c AE19n CH5n12c PT21n LT16n EE2n14n LV4a13c IS22n CY8n16c GB4a14n LU3n13c GE2a16n KW4a22c MT4a5n18c BR23n1a1c AL8n16c IT1a10n12c FR10n11c2n'
    .split(' ')
    .map((form) => [form.slice(0, 2), [...form.slice(2).matchAll(/(\d+)([nac])/g)]])
const UPPER = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
const ALPHABETS = { n: '0123456789', a: UPPER, c: `0123456789${UPPER}` }

/** An IBAN of a country of the registry, in groups of four or in one. */
export function iban(r) {
  const [country, parts] = r.pick(IBAN_FORMS)
  const account = parts.map(([, length, kind]) => r.chars(Number(length), ALPHABETS[kind])).join('')
  const written = country + ibanCheck(country, account) + account
  if (r.chance(0.1)) return written.toLowerCase()
  return r.chance(0.5) ? written.replace(/(.{4})(?!$)/g, '$1 ') : written
}

/** Ranges of ISO/IEC 7812 issuer numbers with lengths of the whole number. */
const BRANDS = {
  visa: [['4'], [16, 16, 19]],
  mastercard: [['51', '53', '55', '2221', '2409', '2720'], [16]],
  amex: [['34', '37'], [15]],
  diners: [['300', '305', '36', '38'], [14]],
  discover: [['6011', '644', '65'], [16]],
  jcb: [['3528', '3566', '3589'], [16]],
  unionpay: [
    ['6221', '6250', '6282'],
    [16, 17, 19],
  ],
  maestro: [
    ['5018', '5038', '6304', '6761', '6759'],
    [16, 18, 19],
  ],
  mir: [['2200', '2204'], [16]],
  rupay: [['6070', '6521', '8172'], [16]],
  elo: [['636368', '506699'], [16]],
}
/** Numbers that the brands and payment services publish for tests. */
const TEST_CARDS =
  '4111111111111111 4012888888881881 4242424242424242 5555555555554444 5105105105105100 2223003122003222 378282246310005 371449635398431 30569309025904 38520000023237 6011111111111117 6011000990139424 3530111333300000 3566002020360505 6200000000000005 5019717010103742 6331101999990016'.split(
    ' ',
  )

/** A card number that passes its brand's length and check digit. */
export function card(r) {
  const number = r.chance(0.25) ? r.pick(TEST_CARDS) : cardOf(r, r.pick(Object.values(BRANDS)))
  const separator = r.pick(['', '', '', ' ', ' ', '-', '.', '\u00a0'])
  if (number.length === 15 || number.length === 14)
    return number.replace(/^(.{4})(.{6})/, `$1${separator}$2${separator}`)
  return number.replace(/(.{4})(?!$)/g, `$1${separator}`)
}

function cardOf(r, [prefixes, lengths]) {
  const prefix = r.pick(prefixes)
  const body = prefix + r.digits(r.pick(lengths) - prefix.length - 1)
  return body + luhn(body)
}

/** 3GPP TS 23.003: type allocation, serial, check digit. */
export function imei(r) {
  const body = r.pick(['35', '86', '01', '99']) + r.digits(12)
  const number = body + luhn(body)
  return r.chance(0.75) ? number : number.replace(/^(..)(.{6})(.{6})/, r.pick(['$1-$2-$3-', '$1 $2 $3 ']))
}

const BITCOIN = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz'
const RIPPLE = 'rpshnaf39wBUDNEGHJKLM4PQRST7VWXYZ2bcdeCg65jkm8oFqi1tuvAxyz'
const BECH32 = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l'

/** A wallet's address with a valid check sum, as `{ value, sub, bare }`; `bare` where its form tells it apart. */
export function wallet(r) {
  const bytes = (n) => Buffer.from(Array.from({ length: n }, () => r.below(256)))
  const words = (n) => Array.from({ length: n }, () => r.below(32))
  const kinds = [
    ['btc', () => base58Check(r.pick([[0], [5]]), bytes(20), BITCOIN)],
    ['btc', () => bech32('bc', [0, ...words(32)], 1)],
    ['btc', () => bech32('bc', [1, ...words(52)], 0x2bc830a3)],
    ['ltc', () => base58Check([48], bytes(20), BITCOIN)],
    ['ltc', () => bech32('ltc', [0, ...words(32)], 1)],
    ['doge', () => base58Check([30], bytes(20), BITCOIN)],
    ['tron', () => base58Check([65], bytes(20), BITCOIN)],
    ['xrp', () => base58Check([0], bytes(20), RIPPLE)],
    ['eth', () => `0x${bytes(20).toString('hex')}`],
    ['ada', () => bech32('addr', words(92), 1)],
    ['cosmos', () => bech32('cosmos', words(32), 1)],
    ['sol', () => base58(bytes(32), BITCOIN)],
    ['xmr', () => `4${r.pick('AB')}${r.chars(93, BITCOIN)}`],
  ]
  const [sub, make] = r.pick(kinds)
  return { value: make(), sub, bare: sub !== 'sol' && sub !== 'cosmos' }
}

function base58Check(version, payload, alphabet) {
  const sha = (data) => createHash('sha256').update(data).digest()
  const body = Buffer.concat([Buffer.from(version), payload])
  return base58(Buffer.concat([body, sha(sha(body)).subarray(0, 4)]), alphabet)
}

function base58(bytes, alphabet) {
  let number = BigInt(`0x${bytes.toString('hex')}`)
  let text = ''
  for (; number > 0n; number /= 58n) text = alphabet[Number(number % 58n)] + text
  const zeros = bytes.findIndex((byte) => byte !== 0)
  return alphabet[0].repeat(Math.max(0, zeros)) + text
}

/** BIP 173 (constant 1) and BIP 350 (0x2bc830a3). */
function bech32(prefix, words, constant) {
  const expanded = [...prefix].map((char) => char.charCodeAt(0))
  const head = [...expanded.map((code) => code >> 5), 0, ...expanded.map((code) => code & 31)]
  const sum = polymod([...head, ...words, 0, 0, 0, 0, 0, 0]) ^ constant
  const check = Array.from({ length: 6 }, (_, at) => (sum >> (5 * (5 - at))) & 31)
  return `${prefix}1${[...words, ...check].map((word) => BECH32[word]).join('')}`
}

function polymod(words) {
  const generators = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3]
  let sum = 1
  for (const word of words) {
    const top = sum >> 25
    sum = ((sum & 0x1ffffff) << 5) ^ word
    for (const [at, generator] of generators.entries()) if ((top >> at) & 1) sum ^= generator
  }
  return sum
}
