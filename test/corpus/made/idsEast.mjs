import { birthDate } from './birthDate.mjs'
import { luhn, mod11_10, weighted } from './checksums.mjs'

/** National numbers of the middle and east of Europe and of Turkey and Israel; see `idsNorthWest`. */
export const idsEast = [
  {
    kind: 'PESEL',
    country: 'pl',
    keys: ['pesel', 'numerPesel', 'nr_pesel', 'klient.pesel', 'PESEL'],
    labels: ['PESEL', 'Numer PESEL', 'Nr PESEL'],
    bare: true,
    make: (r) => {
      const { year, month, day } = birthDate(r)
      const body =
        year.slice(2) + String(Number(month) + (year < '2000' ? 0 : 20)).padStart(2, '0') + day + r.digits(4)
      return body + ((10 - (weighted(body, [1, 3, 7, 9, 1, 3, 7, 9, 1, 3]) % 10)) % 10)
    },
  },
  {
    kind: 'NIP',
    country: 'pl',
    keys: ['nip', 'numer_nip', 'firma.nip'],
    labels: ['NIP', 'Nr NIP'],
    make: (r) => {
      for (;;) {
        const body = r.fill('^########')
        const check = weighted(body, [6, 5, 7, 2, 3, 4, 5, 6, 7]) % 11
        if (check < 10)
          return r.chance(0.5) ? (body + check).replace(/^(...)(...)(..)/, '$1-$2-$3-') : body + check
      }
    },
  },
  {
    kind: 'rodné číslo',
    country: 'cz',
    keys: ['rodneCislo', 'rodne_cislo', 'rc', 'birthNumber', 'klient.rodneCislo'],
    labels: ['Rodné číslo', 'RČ', 'r. č.'],
    bare: true,
    make: (r) => {
      for (;;) {
        const { year, month, day } = birthDate(r)
        const body =
          year.slice(2) +
          String(Number(month) + (r.chance(0.5) ? 50 : 0)).padStart(2, '0') +
          day +
          r.digits(3)
        const check = Number(body) % 11
        if (year > '1953' && check < 10)
          return `${body.slice(0, 6)}${r.pick(['/', '/', ''])}${body.slice(6)}${check}`
      }
    },
  },
  {
    kind: 'TAJ',
    country: 'hu',
    type: 'health_id',
    keys: ['taj', 'tajSzam', 'taj_szam'],
    labels: ['TAJ szám', 'TAJ-szám'],
    make: (r) => {
      const body = r.fill('^#######')
      const n = body + (weighted(body, [3, 7, 3, 7, 3, 7, 3, 7]) % 10)
      return r.chance(0.6) ? n.replace(/^(...)(...)/, '$1 $2 ') : n
    },
  },
  {
    kind: 'adóazonosító',
    country: 'hu',
    keys: ['adoazonosito', 'adoazonositoJel', 'ado_azonosito'],
    labels: ['Adóazonosító jel', 'Adóazonosító'],
    make: (r) => {
      for (;;) {
        const body = `8${r.digits(8)}`
        const check = weighted(body, [1, 2, 3, 4, 5, 6, 7, 8, 9]) % 11
        if (check < 10) return body + check
      }
    },
  },
  {
    kind: 'CNP',
    country: 'ro',
    keys: ['cnp', 'codNumericPersonal', 'cod_numeric_personal', 'client.cnp'],
    labels: ['CNP', 'Cod numeric personal'],
    bare: true,
    make: (r) => {
      const { year, month, day } = birthDate(r)
      const sex = r.below(2) + (year < '2000' ? 1 : 5)
      const body =
        sex + year.slice(2) + month + day + String(1 + r.below(46)).padStart(2, '0') + r.fill('##^')
      const rest = weighted(body, [2, 7, 9, 1, 4, 6, 3, 5, 8, 2, 7, 9]) % 11
      return body + (rest === 10 ? 1 : rest)
    },
  },
  {
    kind: 'TC kimlik',
    country: 'tr',
    keys: ['tckn', 'tcKimlikNo', 'tc_kimlik', 'kimlikNo', 'tc-no'],
    labels: ['T.C. Kimlik No', 'TC Kimlik Numarası', 'TCKN'],
    bare: true,
    make: (r) => {
      const body = r.fill('^########')
      const odd = weighted(body, [1, 0, 1, 0, 1, 0, 1, 0, 1])
      const even = weighted(body, [0, 1, 0, 1, 0, 1, 0, 1, 0])
      const ten = (((odd * 7 - even) % 10) + 10) % 10
      return `${body}${ten}${(odd + even + ten) % 10}`
    },
  },
  {
    kind: 'EGN',
    country: 'bg',
    keys: ['egn', 'egnNumber', 'ЕГН'],
    labels: ['ЕГН', 'EGN'],
    bare: true,
    make: (r) => {
      const { year, month, day } = birthDate(r)
      const body =
        year.slice(2) + String(Number(month) + (year < '2000' ? 0 : 40)).padStart(2, '0') + day + r.digits(3)
      return body + ((weighted(body, [2, 4, 8, 5, 10, 9, 7, 3, 6]) % 11) % 10)
    },
  },
  {
    kind: 'OIB',
    country: 'hr',
    keys: ['oib', 'oibBroj', 'osobni_identifikacijski_broj'],
    labels: ['OIB', 'Osobni identifikacijski broj'],
    bare: true,
    make: (r) => {
      const body = r.fill('^#########')
      return body + mod11_10(body)
    },
  },
  {
    kind: 'JMBG',
    country: 'rs',
    keys: ['jmbg', 'jmbgBroj', 'maticniBroj'],
    labels: ['JMBG', 'Matični broj', 'ЈМБГ'],
    bare: true,
    make: (r) => jmbg(r, '71'),
  },
  {
    kind: 'EMŠO',
    country: 'si',
    keys: ['emso', 'EMŠO', 'emso_stevilka'],
    labels: ['EMŠO', 'Matična številka'],
    bare: true,
    make: (r) => jmbg(r, '50'),
  },
  {
    kind: 'isikukood',
    country: 'ee',
    keys: ['isikukood', 'isiku_kood'],
    labels: ['Isikukood', 'IK'],
    bare: true,
    make: (r) => baltic(r),
  },
  {
    kind: 'asmens kodas',
    country: 'lt',
    keys: ['asmensKodas', 'asmens_kodas'],
    labels: ['Asmens kodas', 'a. k.'],
    bare: true,
    make: (r) => baltic(r),
  },
  {
    kind: 'personas kods',
    country: 'lv',
    keys: ['personasKods', 'personas_kods'],
    labels: ['Personas kods'],
    bare: true,
    make: (r) => {
      for (;;) {
        const { year, month, day } = birthDate(r)
        const body = day + month + year.slice(2) + (year < '2000' ? 1 : 2) + r.digits(3)
        const check = (1101 - weighted(body, [1, 6, 3, 7, 9, 10, 5, 8, 4, 2])) % 11
        if (check < 10) return `${body.slice(0, 6)}-${body.slice(6)}${check}`
      }
    },
  },
  {
    kind: 'РНОКПП',
    country: 'ua',
    keys: ['rnokpp', 'ipn', 'ІПН', 'inn'],
    labels: ['РНОКПП', 'ІПН'],
    make: (r) => {
      const body = r.pick('23') + r.digits(8)
      return body + ((weighted(body, [-1, 5, 7, 9, 4, 6, 10, 5, 7]) % 11) % 10)
    },
  },
  {
    kind: 'teudat zehut',
    country: 'il',
    keys: ['teudatZehut', 'teudat_zehut', 'mispar_zehut'],
    labels: ['תעודת זהות', 'ת.ז.', 'Teudat Zehut'],
    make: (r) => {
      const body = r.fill('^#######')
      return body + luhn(body)
    },
  },
]

function jmbg(r, region) {
  for (;;) {
    const { year, month, day } = birthDate(r)
    const body = day + month + year.slice(1) + region + r.digits(3)
    const check = 11 - (weighted(body, [7, 6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11)
    if (check !== 10) return body + (check % 11)
  }
}

/** Estonia and Lithuania share the form: century and sex, date, serial, and a check digit in two rounds. */
function baltic(r) {
  const { year, month, day } = birthDate(r)
  const body = r.below(2) + (year < '2000' ? 3 : 5) + year.slice(2) + month + day + r.digits(3)
  const one = weighted(body, [1, 2, 3, 4, 5, 6, 7, 8, 9, 1]) % 11
  return body + (one < 10 ? one : (weighted(body, [3, 4, 5, 6, 7, 8, 9, 1, 2, 3]) % 11) % 10)
}
