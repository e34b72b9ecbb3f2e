import { birthDate } from './birthDate.mjs'
import { luhn, mod11_10, restOf, weighted } from './checksums.mjs'

const sixDigits = (r) => {
  const { year, month, day } = birthDate(r)
  return { year, dmy: day + month + year.slice(2), ymd: year.slice(2) + month + day }
}

/** Draws until `check` gives a digit: some specifications leave out numbers whose check digit would be ten. */
function until(draw, check) {
  for (;;) {
    const body = draw()
    const digit = check(body)
    if (digit >= 0 && digit < 10) return body + digit
  }
}

/**
 * National numbers of the west, north and south of Europe with the names they go by there; forms and check digits
 * are those that the authorities publish, as python-stdnum documents them. `bare`: written in a form that tells
 * itself apart without a key or a label.
 */
export const idsNorthWest = [
  {
    kind: 'BSN',
    country: 'nl',
    keys: ['bsn', 'burgerservicenummer', 'bsn_nummer', 'klant.bsn'],
    labels: ['BSN', 'Burgerservicenummer'],
    make: (r) =>
      until(
        () => r.fill('^#######'),
        (body) => weighted(body, [9, 8, 7, 6, 5, 4, 3, 2]) % 11,
      ),
  },
  {
    kind: 'RRN-BE',
    country: 'be',
    keys: ['rijksregisternummer', 'numero_national', 'nationalRegisterNumber', 'insz'],
    labels: ['Rijksregisternummer', 'Numéro de registre national', 'INSZ'],
    bare: true,
    make: (r) => {
      const { year, ymd } = sixDigits(r)
      const body = ymd + r.digits(3)
      const check = String(97 - restOf((Number(year) >= 2000 ? '2' : '') + body, 97)).padStart(2, '0')
      const n = body + check
      return r.chance(0.6)
        ? `${n.slice(0, 2)}.${n.slice(2, 4)}.${n.slice(4, 6)}-${n.slice(6, 9)}.${check}`
        : n
    },
  },
  {
    kind: 'NIR',
    country: 'fr',
    keys: ['nir', 'numero_secu', 'numeroSecuriteSociale', 'insee', 'assure.nir', 'num-ss'],
    labels: ['NIR', 'Numéro de sécurité sociale', 'N° INSEE', 'N° Sécu'],
    bare: true,
    make: (r) => {
      const { year, month } = birthDate(r)
      const place = String(1 + r.below(95)).padStart(2, '0')
      const body = r.pick('12') + year.slice(2) + month + place + r.digits(6)
      const check = String(97 - restOf(body, 97)).padStart(2, '0')
      const parts = [
        body[0],
        body.slice(1, 3),
        body.slice(3, 5),
        body.slice(5, 7),
        body.slice(7, 10),
        body.slice(10),
        check,
      ]
      return parts.join(r.chance(0.5) ? ' ' : '')
    },
  },
  {
    kind: 'codice fiscale',
    country: 'it',
    keys: ['codiceFiscale', 'codice_fiscale', 'cod_fisc', 'utente.codice_fiscale', 'taxCode'],
    labels: ['Codice fiscale', 'C.F.', 'Cod. fiscale'],
    bare: true,
    make: (r) => codiceFiscale(r),
  },
  {
    kind: 'DNI',
    country: 'es',
    keys: ['dni', 'numDni', 'dni_nie', 'documento_identidad', 'cliente.dni'],
    labels: ['DNI', 'Documento de identidad', 'N.I.F.'],
    bare: true,
    make: (r) => {
      const body = r.fill('^#######')
      return `${body}${r.pick(['', '-'])}${'TRWAGMYFPDXBNJZSQVHLCKE'[Number(body) % 23]}`
    },
  },
  {
    kind: 'NIE',
    country: 'es',
    keys: ['nie', 'numeroNie', 'nie_number'],
    labels: ['NIE', 'Número de extranjero'],
    bare: true,
    make: (r) => {
      const body = r.pick('XYZ') + r.digits(7)
      const number = Number('XYZ'.indexOf(body[0]) + body.slice(1))
      return body + 'TRWAGMYFPDXBNJZSQVHLCKE'[number % 23]
    },
  },
  {
    kind: 'NIF-PT',
    country: 'pt',
    keys: ['nif', 'contribuinte', 'numeroContribuinte'],
    labels: ['NIF', 'N.º de contribuinte'],
    make: (r) => {
      const body = r.pick('123') + r.digits(7)
      const rest = 11 - (weighted(body, [9, 8, 7, 6, 5, 4, 3, 2]) % 11)
      return body + (rest > 9 ? 0 : rest)
    },
  },
  {
    kind: 'personnummer',
    country: 'se',
    keys: ['personnummer', 'personNr', 'pnr', 'person_nummer', 'kund.personnummer'],
    labels: ['Personnummer', 'Person-nr', 'Pers.nr'],
    bare: true,
    make: (r) => {
      const { year, ymd } = sixDigits(r)
      const body = ymd + r.digits(3)
      return `${r.chance(0.4) ? year.slice(0, 2) : ''}${ymd}${r.pick(['-', '-', ''])}${body.slice(6)}${luhn(body)}`
    },
  },
  {
    kind: 'HETU',
    country: 'fi',
    keys: ['hetu', 'henkilotunnus', 'henkilöTunnus', 'asiakas_hetu'],
    labels: ['Henkilötunnus', 'HETU', 'Sotu'],
    bare: true,
    make: (r) => {
      const { year, dmy } = sixDigits(r)
      const serial = r.pick('123456') + r.digits(2)
      return `${dmy}${year < '2000' ? '-' : 'A'}${serial}${'0123456789ABCDEFHJKLMNPRSTUVWXY'[Number(dmy + serial) % 31]}`
    },
  },
  {
    kind: 'CPR',
    country: 'dk',
    keys: ['cpr', 'cprNummer', 'cpr_nr', 'personnummer'],
    labels: ['CPR-nummer', 'CPR', 'CPR-nr.'],
    bare: true,
    make: (r) => {
      const { year, dmy } = sixDigits(r)
      return `${dmy}${r.pick(['-', '-', ''])}${r.pick(year < '2000' ? '0123' : '4567')}${r.digits(3)}`
    },
  },
  {
    kind: 'fødselsnummer',
    country: 'no',
    keys: ['fodselsnummer', 'fødselsnummer', 'fnr', 'personIdent', 'bruker.fnr'],
    labels: ['Fødselsnummer', 'Fnr', 'Fødsels- og personnummer'],
    bare: true,
    make: (r) => {
      const mod11 = (text, weights) => (11 - (weighted(text, weights) % 11)) % 11
      const first = until(
        () => {
          const { year, dmy } = sixDigits(r)
          return dmy + r.pick(year < '2000' ? '01234' : '56789') + r.digits(2)
        },
        (body) => {
          const one = mod11(body, [3, 7, 6, 1, 8, 9, 4, 5, 2])
          return one < 10 && mod11(body + one, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) < 10 ? one : 10
        },
      )
      const all = first + mod11(first, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2])
      return r.chance(0.3) ? `${all.slice(0, 6)} ${all.slice(6)}` : all
    },
  },
  {
    kind: 'kennitala',
    country: 'is',
    keys: ['kennitala'],
    labels: ['Kennitala', 'kt.'],
    bare: true,
    make: (r) => {
      const year = birthDate(r).year
      const n = until(
        () => sixDigits(r).dmy + r.pick('23456789') + r.digits(1),
        (body) => (11 - (weighted(body, [3, 2, 7, 6, 5, 4, 3, 2]) % 11)) % 11,
      )
      return `${n.slice(0, 6)}-${n.slice(6)}${year < '2000' ? 9 : 0}`
    },
  },
  {
    kind: 'Steuer-ID',
    country: 'de',
    keys: ['steuerId', 'steuer_id', 'steueridentifikationsnummer', 'idnr', 'kunde.steuerId'],
    labels: ['Steuer-ID', 'Steueridentifikationsnummer', 'IdNr.'],
    make: (r) => {
      const all = [...'0123456789'].sort(() => r.next() - 0.5)
      const body = [...all.slice(0, 9)]
      body.splice(2 + r.below(7), 0, body[0])
      const ten = (body[0] === '0' ? ['7', ...body.slice(1)] : body).join('')
      const number = ten + mod11_10(ten)
      return r.chance(0.4) ? number.replace(/^(..)(...)(...)/, '$1 $2 $3 ') : number
    },
  },
  {
    kind: 'AHV',
    country: 'ch',
    keys: ['ahv', 'ahvNummer', 'avs', 'numeroAvs', 'ahv-nr', 'nss'],
    labels: ['AHV-Nummer', 'AHV-Nr.', 'N° AVS'],
    bare: true,
    make: (r) => {
      const body = `756${r.digits(9)}`
      const n = body + ((10 - (weighted(body, [1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3]) % 10)) % 10)
      return r.chance(0.7) ? `756.${n.slice(3, 7)}.${n.slice(7, 11)}.${n.slice(11)}` : n
    },
  },
  {
    kind: 'SVNR',
    country: 'at',
    keys: ['svnr', 'sozialversicherungsnummer', 'sv_nummer'],
    labels: ['SV-Nummer', 'Sozialversicherungsnummer', 'SVNR'],
    make: (r) => {
      for (;;) {
        const serial = r.fill('^##')
        const { dmy } = sixDigits(r)
        const check = weighted(serial + dmy, [3, 7, 9, 5, 8, 4, 2, 1, 6]) % 11
        if (check < 10) return `${serial}${check}${r.pick(['', ' '])}${dmy}`
      }
    },
  },
  {
    kind: 'NINO',
    country: 'gb',
    keys: ['nino', 'nationalInsuranceNumber', 'ni_number', 'NINumber', 'claimant.nino'],
    labels: ['National Insurance number', 'NI number', 'NINO'],
    bare: true,
    make: (r) => {
      const n = `${r.pick(['AB', 'CE', 'JK', 'PW', 'SL', 'HX', 'TY'])}${r.digits(6)}${r.pick('ABCD')}`
      return r.chance(0.5) ? n.replace(/^(..)(..)(..)(..)/, '$1 $2 $3 $4 ') : n
    },
  },
  {
    kind: 'PPS',
    country: 'ie',
    keys: ['pps', 'ppsn', 'ppsNumber'],
    labels: ['PPS number', 'PPSN'],
    make: (r) => {
      const body = r.fill('^######')
      return body + 'WABCDEFGHIJKLMNOPQRSTUV'[weighted(body, [8, 7, 6, 5, 4, 3, 2]) % 23]
    },
  },
  {
    kind: 'AMKA',
    country: 'gr',
    keys: ['amka', 'amka_number'],
    labels: ['ΑΜΚΑ', 'AMKA'],
    bare: true,
    make: (r) => {
      const body = sixDigits(r).dmy + r.digits(4)
      return body + luhn(body)
    },
  },
  {
    kind: 'AFM',
    country: 'gr',
    keys: ['afm', 'a_f_m', 'afmNumber'],
    labels: ['ΑΦΜ', 'Α.Φ.Μ.'],
    make: (r) => {
      const body = r.fill('^#######')
      return body + ((weighted(body, [256, 128, 64, 32, 16, 8, 4, 2]) % 11) % 10)
    },
  },
]

/** Italian Ministry of Finance, D.M. 23/12/1976: odd and even places of the check letter. */
function codiceFiscale(r) {
  const { year, month, day } = birthDate(r)
  const consonants = 'BCDFGLMNPRSTVZ'
  const date =
    year.slice(2) +
    'ABCDEHLMPRST'[Number(month) - 1] +
    String(Number(day) + (r.chance(0.5) ? 40 : 0)).padStart(2, '0')
  const body = r.chars(6, consonants) + date + r.pick(['H501', 'F205', 'L219', 'F839', 'A944'])
  const odd = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23]
  let sum = 0
  for (const [at, char] of [...body].entries()) {
    const index = /\d/.test(char) ? Number(char) : char.charCodeAt(0) - 65
    sum += at % 2 ? index : odd[index]
  }
  return body + String.fromCharCode(65 + (sum % 26))
}
