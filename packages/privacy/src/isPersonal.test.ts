import { describe, expect, test } from 'vitest'
import { isPersonal } from './isPersonal.ts'
import { pack } from './pack/pack.ts'
import { coreRules, rulesOf } from './rules.ts'

const all = rulesOf(pack)

describe('the core set', () => {
  test.each([
    ...['email', 'userEmail', 'customer_email_address', 'e-mail', 'EMAIL', 'email2', 'emailValue'],
    ...['phone', 'phoneNumber', 'phone_no', 'tel', 'telefon', 'teléfono', 'mobile', 'user.mobile'],
    ...['password', 'newPassword', 'passwd', 'pwd', 'clientSecret', 'access_token', 'apiKey', 'session_id'],
    ...[
      'ssn',
      'iban',
      'cardNumber',
      'card_no',
      'cvv',
      'nationalId',
      'passportNumber',
      'imei',
      'ip',
      'clientIp',
    ],
    ...['address', 'shippingAddress', 'ip_address', 'lat'],
    ...['firstName', 'last_name', 'surname', 'userName', 'full-name', 'handle'],
  ])('%s is personal', (key) => expect(isPersonal(key, 'some value', coreRules)).toBe(true))
})

describe('the pack', () => {
  test.each([
    ...[
      'date_of_birth',
      'dob',
      'address_line_1',
      'birthday',
      'courriel',
      'nachname',
      'prénom',
      'apellido',
      'cognome',
      'street',
      'latitude',
      'Vorname',
      'mot de passe',
    ],
    ...['contraseña', 'hasło', 'dirección', 'Straße', 'fecha_nacimiento', 'data di nascita', 'Geburtsdatum'],
    ...[
      'fødselsnummer',
      'personnummer',
      'henkilötunnus',
      'steuer_id',
      'codice_fiscale',
      'tc_kimlik_no',
      'nino',
    ],
    ...[
      'licensePlate',
      'Kennzeichen',
      'matrícula',
      'patient',
      'mrn',
      'insuranceNumber',
      'Versichertennummer',
    ],
    ...[
      'телефон',
      'ФИО',
      '身份证',
      '姓名',
      '住所',
      '전화',
      'email_home',
      'phone_work',
      'adresse_de_livraison',
    ],
  ])('%s is personal', (key) => {
    expect(isPersonal(key, 'Some Value 1', all)).toBe(true)
  })

  test.each([
    ['customer-name', 'Jane Doe', true],
    ['user-name', 'Jane Doe', true],
    ['contact-name', 'Ludwig van Beethoven', true],
    ['-name', 'Jane Doe', false],
    ['name', 'Jane Doe', true],
    ['name', 'Blue', false],
    ['-user', 'jane_doe', true],
    ['-user', 'guest', false],
    ['-key', 'Enter', false],
    ['key', '7f3040a0-c8c0-48fd-a628-a408cfdee661', true],
    ['-account', 'Acme', false],
    ['hello', "Don O'Kon", true],
  ])('%s: %s', (key, value, personal) => expect(isPersonal(key, value, all)).toBe(personal))
})

test.each([
  ...[
    'email_opt_in',
    'card_layout',
    'phone_verified',
    'password_strength',
    'token_count',
    'max_tokens',
    'ip_version',
  ],
  ...[
    'product_name',
    'page_name',
    'event_name',
    'file_name',
    'class_name',
    'campaign',
    'description',
    'card_type',
  ],
  ...[
    'tax',
    'latency',
    'telemetry',
    'author',
    'passenger_count',
    'correlation_id',
    'direction',
    'pinned',
    'social',
  ],
  ...[
    'username_length',
    'mobile_os',
    'zoom',
    'order_id',
    'sku',
    'clipboard',
    'shipping',
    'macos',
    'platform',
  ],
  ...[
    'category',
    'currency',
    'coupon',
    'ean',
    'isbn',
    'tracking_number',
    'build',
    'viewport',
    'locale',
    'template',
  ],
])('%s is not', (key) => expect(isPersonal(key, 'Some Value 1', all)).toBe(false))

test.each(['true', 'false', '2', '-12', '4.2', ''])('%s names nobody, whatever its key', (value) =>
  expect(isPersonal('email', value, all)).toBe(false),
)
