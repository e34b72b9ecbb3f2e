/** Check digits, each over a string without its check digit, each after the specification of those who use it. */

const digitsOf = (text) => [...text].map((char) => Number.parseInt(char, 36))

/** Sum of each character (0-9, A-Z as 10-35) times its weight. */
export function weighted(text, weights) {
  return digitsOf(text).reduce((sum, digit, at) => sum + digit * weights[at], 0)
}

/** ISO/IEC 7812-1, annex B. */
export function luhn(body) {
  const sum = digitsOf(body)
    .reverse()
    .map((digit, at) => (at % 2 ? digit : digit * 2))
    .reduce((total, digit) => total + (digit > 9 ? digit - 9 : digit), 0)
  return String((10 - (sum % 10)) % 10)
}

const D = ['0123456789', '1234067895', '2340178956', '3401289567', '4012395678', '5987604321', '6598710432', '7659821043', '8765932104', '9876543210'] // biome-ignore format: a table
const P = ['0123456789', '1576283094', '5803796142', '8916043527', '9453126870', '4286573901', '2793806415', '7046913258'] // biome-ignore format: a table
const INVERSE = '0432156789'

/** Verhoeff (1969), the dihedral group of order ten, as Aadhaar uses it. */
export function verhoeff(body) {
  let state = 0
  for (const [at, digit] of digitsOf(body).reverse().entries())
    state = Number(D[state][P[(at + 1) % 8][digit]])
  return INVERSE[state]
}

/** ISO/IEC 7064 MOD 11,10. */
export function mod11_10(body) {
  let rest = 10
  for (const digit of digitsOf(body)) rest = (((rest + digit) % 10 || 10) * 2) % 11
  return String((11 - rest) % 10)
}

/** The rest of a number of any length, letters read as 10 to 35. */
export function restOf(text, modulus) {
  let rest = 0
  for (const digit of digitsOf(text)) rest = (rest * (digit > 9 ? 100 : 10) + digit) % modulus
  return rest
}

/** ISO 13616: the two check digits of an IBAN. */
export function ibanCheck(country, account) {
  return String(98 - restOf(`${account}${country}00`, 97)).padStart(2, '0')
}
