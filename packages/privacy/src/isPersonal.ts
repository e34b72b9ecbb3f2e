// Beginnings of words, and whole words, for personal data in several languages. `.` stands for an accent too.
// The order is the one that packs best: it has no meaning.
const KEY = new RegExp(
  '_((correo|(first|last|full|user|given|family|customer|holder|sur|nach|vor)_?name|adres|birth|courri|imei|pr.nom|' +
    'l(at|ong)itude|apell|iban|addr|phone|street|\\w*mail|secret|telef|cogn|pass[wp])[^_]*|' +
    'login|cv[cv]|auth|dni|tel|session|prototype|sid|(national|tax)_?id|dob|pwd|api_?key|mac|mobile|lat|otp|' +
    'card_?(?=n)|ip|cpf|token|lng|pass|patient|mrn|nif|ssn|pin)' +
    // Words after one of these that still hold the value: `email_address`, but not `email_opt_in`.
    '(_?(n(o|umber)?|id|addr[^_]*|value|code|line|date|\\d+))*_+$',
  'i',
)

/** Whether `name`, a property's key or a label in text, names personal data by the words it is made of. */
export function isPersonal(name: string): boolean {
  return KEY.test(`_${name.replace(/([a-z\d])(?=[A-Z])|\W+/g, '$1_')}_`)
}
