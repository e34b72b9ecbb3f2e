import { birthDate } from './birthDate.mjs'
import { luhn, verhoeff, weighted } from './checksums.mjs'

const mod11 = (text, weights) => {
  const rest = 11 - (weighted(text, weights) % 11)
  return rest > 9 ? 0 : rest
}

/** National numbers of the Americas, Asia, Africa and Oceania; see `idsNorthWest`. `type` where it isn't national_id. */
export const idsWorld = [
  {
    kind: 'SSN',
    country: 'us',
    type: 'ssn',
    keys: ['ssn', 'socialSecurityNumber', 'social_security', 'taxpayerSsn', 'applicant.ssn', 'SSN_full'],
    labels: ['SSN', 'Social Security number', 'Social Security No.', 'soc sec #'],
    bare: true,
    make: (r) => {
      const area = String(1 + r.below(665)).padStart(3, '0')
      const n = [area, r.fill('#^'), r.fill('##^#')]
      return n.join(r.pick(['-', '-', '-', ' ']))
    },
  },
  {
    kind: 'SIN',
    country: 'ca',
    keys: ['sin', 'sinNumber', 'social_insurance_number', 'numero_assurance_sociale'],
    labels: ['SIN', 'Social Insurance Number', 'NAS'],
    make: (r) => {
      const body = r.pick('1234567') + r.digits(7)
      return (body + luhn(body)).replace(/^(...)(...)/, r.pick(['$1 $2 ', '$1-$2-', '$1$2']))
    },
  },
  {
    kind: 'CPF',
    country: 'br',
    keys: ['cpf', 'numeroCpf', 'cpf_cliente', 'comprador.cpf', 'cpf-titular'],
    labels: ['CPF', 'CPF do titular', 'Nº do CPF'],
    bare: true,
    make: (r) => {
      const nine = r.digits(9)
      const ten = nine + mod11(nine, [10, 9, 8, 7, 6, 5, 4, 3, 2])
      const n = ten + mod11(ten, [11, 10, 9, 8, 7, 6, 5, 4, 3, 2])
      return r.chance(0.65) ? n.replace(/^(...)(...)(...)/, '$1.$2.$3-') : n
    },
  },
  {
    kind: 'CNPJ',
    country: 'br',
    keys: ['cnpj', 'cnpjEmpresa', 'cpf_cnpj'],
    labels: ['CNPJ', 'CNPJ da empresa'],
    bare: true,
    make: (r) => {
      const body = `${r.digits(8)}0001`
      const one = body + mod11(body, [5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2])
      const n = one + mod11(one, [6, 5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2])
      return r.chance(0.6) ? n.replace(/^(..)(...)(...)(....)/, '$1.$2.$3/$4-') : n
    },
  },
  {
    kind: 'CURP',
    country: 'mx',
    keys: ['curp', 'claveCurp', 'curp_solicitante'],
    labels: ['CURP', 'Clave CURP'],
    bare: true,
    make: (r) => {
      const { year, month, day } = birthDate(r)
      const body =
        r.pick('GLMPRS') + r.pick('AEIOU') + r.chars(2, 'CGLMPR') + year.slice(2) + month + day + r.pick('HM') +
        r.pick(['DF', 'JC', 'NL', 'PL', 'VZ']) + r.chars(3, 'BCDFGLMNRSTZ') + (year < '2000' ? r.digits(1) : r.pick('AB')) // biome-ignore format: one code
      const alphabet = '0123456789ABCDEFGHIJKLMNÑOPQRSTUVWXYZ'
      const sum = [...body].reduce((total, char, at) => total + alphabet.indexOf(char) * (18 - at), 0)
      return body + ((10 - (sum % 10)) % 10)
    },
  },
  {
    kind: 'CUIT',
    country: 'ar',
    keys: ['cuit', 'cuil', 'cuitCuil', 'numero_cuil'],
    labels: ['CUIT', 'CUIL', 'CUIT/CUIL'],
    bare: true,
    make: (r) => {
      for (;;) {
        const body = r.pick(['20', '23', '27']) + r.digits(8)
        const check = (11 - (weighted(body, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11)) % 11
        if (check < 10) return r.chance(0.7) ? `${body.slice(0, 2)}-${body.slice(2)}-${check}` : body + check
      }
    },
  },
  {
    kind: 'RUT',
    country: 'cl',
    keys: ['rut', 'rutCliente', 'rut_titular'],
    labels: ['RUT', 'RUT del titular', 'R.U.T.'],
    bare: true,
    make: (r) => {
      const body = String(5_000_000 + r.below(20_000_000))
      let sum = 0
      for (const [at, digit] of [...body].reverse().entries()) sum += Number(digit) * (2 + (at % 6))
      const check = '0K987654321'[sum % 11]
      const grouped = body.replace(/\B(?=(\d{3})+$)/g, '.')
      return `${r.chance(0.6) ? grouped : body}-${check}`
    },
  },
  {
    kind: 'cédula',
    country: 'ec',
    keys: ['cedula', 'numeroCedula', 'cedula_identidad'],
    labels: ['Cédula', 'C.I.', 'Cédula de identidad'],
    make: (r) => {
      const body = String(1 + r.below(24)).padStart(2, '0') + r.pick('012345') + r.digits(6)
      return body + luhn(body)
    },
  },
  {
    kind: 'my number',
    country: 'jp',
    keys: ['myNumber', 'my_number', 'kojinBango', 'マイナンバー', '個人番号'],
    labels: ['マイナンバー', '個人番号', 'My Number'],
    make: (r) => {
      const body = r.fill('^##########')
      const rest = weighted(body, [6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11
      return (body + (rest < 2 ? 0 : 11 - rest)).replace(
        /^(....)(....)/,
        r.pick(['$1$2', '$1 $2 ', '$1-$2-']),
      )
    },
  },
  {
    kind: 'RRN',
    country: 'kr',
    keys: ['rrn', 'residentRegistrationNumber', 'juminNo', '주민등록번호'],
    labels: ['주민등록번호', '주민번호', 'RRN'],
    bare: true,
    make: (r) => {
      const { year, month, day } = birthDate(r)
      const body =
        year.slice(2) +
        month +
        day +
        (r.below(2) + (year < '2000' ? 1 : 3)) +
        r.pick('012345678') +
        r.digits(4)
      const check = (11 - (weighted(body, [2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5]) % 11)) % 10
      return `${body.slice(0, 6)}-${body.slice(6)}${check}`
    },
  },
  {
    kind: 'resident id',
    country: 'cn',
    keys: ['idCard', 'id_card_no', 'sfzh', '身份证号', 'shenfenzheng'],
    labels: ['身份证号', '身份证号码', '公民身份号码'],
    bare: true,
    make: (r) => {
      const { year, month, day } = birthDate(r)
      const body =
        r.pick(['110105', '310115', '440305', '510107', '330106']) + year + month + day + r.digits(3)
      return body + '10X98765432'[weighted(body, [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]) % 11]
    },
  },
  {
    kind: 'Aadhaar',
    country: 'in',
    keys: ['aadhaar', 'aadhaarNumber', 'aadhar_no', 'kyc.aadhaar', 'uid_aadhaar'],
    labels: ['Aadhaar', 'Aadhaar number', 'Aadhaar No.', 'आधार संख्या'],
    bare: true,
    make: (r) => {
      const body = r.pick('23456789') + r.digits(10)
      return (body + verhoeff(body)).replace(/^(....)(....)/, r.pick(['$1 $2 ', '$1-$2-', '$1$2']))
    },
  },
  {
    kind: 'PAN',
    country: 'in',
    keys: ['panNumber', 'pan_no', 'panCard', 'kyc.pan_number'],
    labels: ['PAN', 'PAN number', 'PAN card'],
    make: (r) => `${r.fill('@@@')}P${r.fill('@####@')}`,
  },
  {
    kind: 'SA ID',
    country: 'za',
    keys: ['saId', 'sa_id_number', 'idNumber', 'rsaIdNumber'],
    labels: ['ID number', 'SA ID', 'RSA ID No.'],
    bare: true,
    make: (r) => {
      const { year, month, day } = birthDate(r)
      const body = `${year.slice(2) + month + day + r.digits(4)}08`
      return body + luhn(body)
    },
  },
  {
    kind: 'Thai ID',
    country: 'th',
    keys: ['thaiId', 'nationalId', 'citizen_id', 'เลขบัตรประชาชน'],
    labels: ['เลขประจำตัวประชาชน', 'บัตรประชาชน', 'Citizen ID'],
    bare: true,
    make: (r) => {
      const body = r.pick('12358') + r.digits(11)
      const n = body + ((11 - (weighted(body, [13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2]) % 11)) % 10)
      return r.chance(0.6) ? n.replace(/^(.)(....)(.....)(..)/, '$1-$2-$3-$4-') : n
    },
  },
  {
    kind: 'NRIC',
    country: 'sg',
    keys: ['nric', 'nricFin', 'nric_no'],
    labels: ['NRIC', 'NRIC/FIN'],
    bare: true,
    make: (r) => {
      const body = r.digits(7)
      const first = r.pick('ST')
      const sum = weighted(body, [2, 7, 6, 5, 4, 3, 2]) + (first === 'T' ? 4 : 0)
      return first + body + 'JZIHGFEDCBA'[sum % 11]
    },
  },
  {
    kind: 'NRIC-MY',
    country: 'my',
    keys: ['myKad', 'mykad_no', 'icNumber', 'no_kp'],
    labels: ['MyKad', 'IC number', 'No. Kad Pengenalan'],
    make: (r) => {
      const { year, month, day } = birthDate(r)
      return `${year.slice(2) + month + day}-${r.pick(['01', '07', '10', '14'])}-${r.digits(4)}`
    },
  },
  {
    kind: 'TFN',
    country: 'au',
    keys: ['tfn', 'taxFileNumber', 'tax_file_number'],
    labels: ['TFN', 'Tax File Number'],
    make: (r) => {
      for (;;) {
        const n = r.fill('^########')
        if (weighted(n, [1, 4, 3, 7, 5, 8, 6, 9, 10]) % 11 === 0)
          return n.replace(/^(...)(...)/, r.pick(['$1 $2 ', '$1$2']))
      }
    },
  },
  {
    kind: 'Medicare',
    country: 'au',
    type: 'health_id',
    keys: ['medicare', 'medicareNumber', 'medicare_card_no'],
    labels: ['Medicare number', 'Medicare card', 'Medicare no.'],
    make: (r) => {
      const body = r.pick('23456') + r.digits(7)
      const n = `${body}${weighted(body, [1, 3, 7, 9, 1, 3, 7, 9]) % 10}${r.pick('123')}`
      return r.chance(0.5) ? n.replace(/^(....)(.....)/, '$1 $2 ') : n
    },
  },
  {
    kind: 'IRD',
    country: 'nz',
    keys: ['ird', 'irdNumber', 'ird_no'],
    labels: ['IRD number', 'IRD'],
    make: (r) => {
      for (;;) {
        const body = String(49_000_00 + r.below(9_000_000)).padStart(8, '0')
        const check = (11 - (weighted(body, [3, 2, 7, 6, 5, 4, 3, 2]) % 11)) % 11
        if (check < 10) return (body + check).replace(/^(...)(...)/, r.pick(['$1-$2-', '$1$2']))
      }
    },
  },
]
