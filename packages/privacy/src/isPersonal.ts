// Beginnings of words, and whole words, for personal data in several languages. `.` stands for an accent too.
const KEY = new RegExp(
  '_((\\w*email|mail|correo|courri|telef|phone|passw|passp|secret|social_s|iban|addr|adres|direcc|street|birth|geburt|' +
    '(first|last|full|user|given|family|customer|contact|holder|sur|nach|vor)_?name|pr.nom|apell|cogn|imei|latit|longit)[^_]*|' +
    'token|auth|api_?key|jwt|pwd|pass|pin|otp|signature|session|sid|(national|tax)_?(?=id)|patient|card_?(?=n)|' +
    'tel|mobile|fax|ssn|cc|pan|cv[cv]|login|dob|zip|plate|nif|dni|cpf|sin|mrn|mac|ip|lat|lng|prototype)' +
    // Words after one of these that still hold the value: `email_address`, but not `email_opt_in`.
    '(_?(no?|number|id|addr[^_]*|value|code|hash|line|date|\\d+))*_+$',
  'i',
)

/** Whether `name`, a property's key or a label in text, names personal data by the words it is made of. */
export function isPersonal(name: string): boolean {
  return KEY.test(`_${name.replace(/([a-z\d])(?=[A-Z])|[\s.:="'#\\-]+/g, '$1_')}_`)
}
