import { birthDate } from './birthDate.mjs'
import { weighted } from './checksums.mjs'

const MONTHS = {
  en: 'January February March April May June July August September October November December',
  pl: 'stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia',
  pt: 'janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro',
  es: 'enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre',
  fr: 'janvier février mars avril mai juin juillet août septembre octobre novembre décembre',
  sv: 'januari februari mars april maj juni juli augusti september oktober november december',
  tr: 'Ocak Şubat Mart Nisan Mayıs Haziran Temmuz Ağustos Eylül Ekim Kasım Aralık',
}

/** A date of birth as people and machines write it. */
export function dob(r, locale) {
  const { year, month, day } = birthDate(r)
  const names = (MONTHS[locale.language] ?? MONTHS.en).split(' ')
  const name = names[Number(month) - 1]
  return r.pick([
    () => `${year}-${month}-${day}`,
    () => `${year}-${month}-${day}`,
    () => `${day}.${month}.${year}`,
    () => `${Number(day)}. ${Number(month)}. ${year}`,
    () => `${day}/${month}/${year}`,
    () => `${month}/${day}/${year}`,
    () => `${day}-${month}-${year}`,
    () => `${Number(day)} ${name} ${year}`,
    () =>
      locale.language === 'ja' ? `${year}年${Number(month)}月${Number(day)}日` : `${year}/${month}/${day}`,
    () => `${year}-${month}-${day}T00:00:00.000Z`,
    () => `${year}${month}${day}`,
  ])()
}

/** Passport numbers in the forms that countries print. */
export function passport(r) {
  return r.fill(
    r.pick([
      '@@#######',
      '@########',
      '##@@#####',
      '#########',
      '@@@######',
      '@#######',
      'X@######',
      '@@ #######',
    ]),
  )
}

/** Health numbers: NHS (modulus 11), Germany's KVNR, the US MBI, New Zealand's NHI, Brazil's CNS, hospital records. */
export function healthId(r) {
  return r.pick([
    nhs,
    nhs,
    kvnr,
    mbi,
    nhi,
    cns,
    () => r.fill('MRN-#######'),
    () => r.fill('@@-######'),
    () => r.fill('^#######'),
  ])(r)
}

function nhs(r) {
  for (;;) {
    const body = r.pick('4679') + r.digits(8)
    const check = 11 - (weighted(body, [10, 9, 8, 7, 6, 5, 4, 3, 2]) % 11)
    if (check !== 10)
      return (body + (check % 11)).replace(/^(...)(...)/, r.pick(['$1 $2 ', '$1-$2-', '$1$2']))
  }
}

/** GKV: the letter counts as its two-digit place, weights 1 and 2 in turn, sums of digits, modulus 10. */
function kvnr(r) {
  const letter = r.pick('ABCDEFGHKLMNPRSTWZ')
  const body = r.digits(8)
  const digits = String(letter.charCodeAt(0) - 64).padStart(2, '0') + body
  const sum = [...digits].reduce((total, digit, at) => {
    const product = Number(digit) * (at % 2 ? 2 : 1)
    return total + Math.floor(product / 10) + (product % 10)
  }, 0)
  return `${letter}${body}${sum % 10}`
}

function mbi(r) {
  const letter = () => r.pick('ACDEFGHJKMNPQRTUVWXY')
  const parts = [
    r.fill('^') + letter() + r.fill('##'),
    letter() + r.fill('##'),
    letter() + letter() + r.fill('##'),
  ]
  return parts.join(r.pick(['-', '']))
}

function nhi(r) {
  const alphabet = 'ABCDEFGHJKLMNPQRSTUVWXYZ'
  for (;;) {
    const letters = r.chars(3, alphabet)
    const digits = r.digits(3)
    const values = [...letters].map((letter) => alphabet.indexOf(letter) + 1).concat([...digits].map(Number))
    const rest = values.reduce((sum, value, at) => sum + value * (7 - at), 0) % 11
    if (rest) return letters + digits + ((11 - rest) % 10)
  }
}

/** Brazil's health card: 15 digits whose sum, weighted 15 to 1, is a multiple of 11. */
function cns(r) {
  for (;;) {
    const n = `7${r.digits(14)}`
    if (weighted(n, [15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1]) % 11 === 0)
      return n.replace(/^(...)(....)(....)/, r.pick(['$1 $2 $3 ', '$1$2$3']))
  }
}

/** A name that somebody chose on a site. */
export function username(r) {
  const stem = r.pick(['zlatan', 'kot_filemon', 'mar1posa', 'sirius', 'blomma', 'tukan', 'Pixel', 'karhu', 'vlk', 'tiger-lily', 'paprika', 'nightowl', 'gaucho', 'Onigiri', 'xX_storm', 'bebek']) // biome-ignore format: a list
  return r.pick([
    () => `${stem}${r.digits(2)}`,
    () => `${stem}.${r.pick(['pl', 'dev', 'kz', 'real'])}`,
    () => `${stem}_${r.digits(4)}`,
    () => stem + r.pick(['y', 'ix', 'o', 'ette']),
    () => `${r.pick('abcdefghjklm')}${r.pick(['kowal', 'nguyen', 'haugen', 'silva', 'popov'])}${r.digits(1)}`,
  ])()
}

/** The latitude and longitude of a house, five or more decimals, as strings. */
export function position(r) {
  const part = (limit) => {
    const whole = r.below(2 * limit) - limit
    return `${whole}.${r.digits(4)}${r.fill('^')}${r.chance(0.5) ? r.fill('^') : ''}`
  }
  return { lat: part(80), lng: part(170) }
}
