// Beginnings of words, and whole words, for personal data in several languages. `.` stands for an accent too.
const KEY = new RegExp(
  '_((\\w*email|mail|correo|courri|telef|phone|passw|passp|secret|iban|addr|adres|street|birth|' +
    '(first|last|full|user|given|family|customer|contact|holder|sur|nach|vor)_?name|pr.nom|apell|cogn|imei|l(at|ong)itude)[^_]*|' +
    'token|auth|api_?key|pwd|pass|pin|otp|session|sid|(national|tax)_?(?=id)|patient|card_?(?=n)|' +
    'tel|mobile|ssn|cv[cv]|login|dob|nif|dni|cpf|mrn|mac|ip|lat|lng|prototype)' +
    // Words after one of these that still hold the value: `email_address`, but not `email_opt_in`.
    '(_?(n(o|umber)?|id|addr[^_]*|value|code|line|date|\\d+))*_+$',
  'i',
)

/** Whether `name`, a property's key or a label in text, names personal data by the words it is made of. */
export function isPersonal(name: string): boolean {
  return KEY.test(`_${name.replace(/([a-z\d])(?=[A-Z])|\W+/g, '$1_')}_`)
}
