// Beginnings of words, and whole words, for personal data in several languages. `.` stands for an accent too.
const KEY = new RegExp(
  '_(((e?|\\w+e)mail|corre|courr|tele|phon|passw|passp|contras|secret|signat|social|iban|addr|adres|direc|stree|birth|geb|nais|nac|' +
    '((first|last|full|user|given|family|display|customer|client|contact|holder)_?|sur|nach|vor)name|pr.nom|apell|cogn|' +
    'aadha|pesel|steuer|plate|vehicle|insur|imei|wallet|latit|longit)[^_]*|' +
    '(\\w+_)?token|auth|api_?key|jwt|pwd|pass|pin|otp|(session|national|tax|patient|s)(_?id)?|id_card|card_?(?=n)|' +
    'tel|mobile|fax|ssn|cc|pan|cv[cv]|login|dob|zip|nif|nie|dni|cpf|bsn|sin|mrn|nhs|mac|ip|lat|lng|lon)' +
    // Words after one of these that still hold the value: `email_address`, but not `email_opt_in`.
    '(_?(no?|number|id|addr[^_]*|value|code|hash|line|date|key|\\d+))*_+$',
)

/** Whether `name`, a property's key or a label in text, names personal data by the words it is made of. */
export function isPersonal(name: string): boolean {
  return KEY.test(`_${name.replace(/([a-z\d])(?=[A-Z])|[\s.:="'#-]+/g, '$1_')}_`.toLowerCase())
}
