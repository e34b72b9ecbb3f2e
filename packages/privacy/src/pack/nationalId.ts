import type { Detector } from '../detector.ts'

/**
 * National identifiers that can be told without a label, as [shape, check, modulus]. In shapes `#` is a date as yymmdd,
 * `@` as ddmmyy. Checks: with a modulus, rows of weights in base 36 (X and K count 10) whose weighted sums leave 0;
 * `97`, where the last two digits complete the rest to 97; or the letters of which the number, divided by
 * their count, picks the last character. Sources: python-stdnum, and the authorities' own descriptions.
 */
const IDS: readonly (readonly [shape: string, check?: string, modulus?: number])[] = [
  // Spain DNI, NIE; Finland
  ['(?:\\d{8}|[XYZ]-?\\d{7})-?[A-Z]', 'TRWAGMYFPDXBNJZSQVHLCKE'],
  ['@[-+A-FU-Y]\\d{3}[\\dA-Y]'],
  // Sweden; South Africa
  ['(?:19|20)?#[-+]\\d{4}'],
  ['#\\d{4}[01][89]\\d'],
  // Denmark and Latvia; Korea and Malaysia
  ['@-\\d{4,5}'],
  ['#-\\d\\d-?\\d{4,5}'],
  // Norway
  ['@ ?\\d{5}', '37618945210', 11],
  // MAC addresses in groups of four
  ['[\\da-f]{4}\\.[\\da-f]{4}\\.[\\da-f]{4}'],
  // Poland; Turkey
  ['\\d\\d(?:[02][1-9]|[13][0-2])[0-3]\\d{6}', '13791379131', 10],
  ['[1-9]\\d{10}', '79797979790 11111111119', 10],
  // Brazil CPF and CNPJ, Chile RUT; Argentina CUIL; RUT without dots
  ['\\d{1,3}\\.\\d{3}\\.\\d{3}(?:/\\d{4})?-[\\dKk]\\d?'],
  ['[23]\\d-\\d{8}-\\d'],
  ['\\d{8}-[\\dK]', '327654321', 11],
  // Italy codice fiscale; Mexico CURP, RFC; India PAN of persons
  ['[A-Z]{6}\\d\\d[A-Z]\\d\\d[A-Z]\\d{3}[A-Z]'],
  ['[A-Z]{4}#[A-Z\\d]{3}(?:[A-Z]{3}[A-Z\\d]\\d)?'],
  ['[A-Z]{3}P[A-Z]\\d{4}[A-Z]'],
  // France; Belgium; Switzerland
  ['[1278] ?\\d\\d ?[0-9]\\d ?\\d[\\dAB] ?\\d{3} ?\\d{3} ?\\d\\d', '97'],
  ['\\d\\d\\.\\d\\d\\.\\d\\d-\\d{3}[.-]\\d\\d'],
  ['756\\.?\\d{4}\\.?\\d{4}\\.?\\d\\d'],
  // United Kingdom; Singapore; Taiwan
  ['[A-CEGHJ-PR-TW-Z]{2} ?\\d\\d ?\\d\\d ?\\d\\d ?[A-D]'],
  ['[STFGM]\\d{7}[A-Z]'],
  ['[A-Z][12]\\d{8}'],
  // China; Czechia and Slovakia; Romania; Estonia and Lithuania
  ['\\d{6}(?:19|20)#\\d{3}[\\dX]'],
  ['\\d\\d[0156]\\d[0-3]\\d/\\d{4}', 'a1a1a1a1a1', 11],
  ['[1-8]#\\d{6}', '279146358279a', 11],
  ['[3-6]#\\d{4}', '1234567891a', 11],
]

/** A shape with its dates written out. */
const dated = (shape: string): string => {
  const [day, month] = ['(?:0[1-9]|[12]\\d|3[01])', '(?:0[1-9]|1[0-2])']
  return shape.replace('#', `\\d\\d${month}${day}`).replace('@', `${day + month}\\d\\d`)
}

/** Whether the digits of `id` keep the rule `check`. */
function passes(id: string, check: string, modulus: number | undefined): boolean {
  const digits = id.replace(/[^\dXK]/g, '')
  if (modulus)
    return check.split(' ').every((weights) => {
      const sum = [...digits].reduce(
        (total, c, i) => total + (c > '9' ? 10 : +c) * parseInt(weights[i]!, 36),
        0,
      )
      return sum % modulus === 0
    })
  if (check === '97') return 97 - (+digits.slice(0, -2) % 97) === +digits.slice(-2)
  const number = +id
    .slice(0, -1)
    .replace(/[XYZ]/, (letter) => `${'XYZ'.indexOf(letter)}`)
    .replace(/\D/g, '')
  return check[number % check.length] === id.slice(-1)
}

const SHAPES = IDS.map(([shape]) => RegExp(`^(${dated(shape)})$`))

/** National identifiers of some thirty countries by their form and check digits. */
export const nationalId: Detector = {
  type: 'id',
  hint: /\d\d\W?\d/,
  pattern: RegExp(`(?<![\\w.-])(?:${IDS.map(([shape]) => dated(shape)).join('|')})(?![\\w-])`, 'g'),
  accept: (match) =>
    IDS.some(([, check, modulus], i) => SHAPES[i]!.test(match) && (!check || passes(match, check, modulus))),
}
