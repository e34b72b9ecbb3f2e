// Beginnings of words, and whole words, for personal data in several languages. `.` stands for an accent too.
// The order is the one that packs best: it has no meaning.
const KEY = new RegExp(
  '_((correo|(first|last|full|user|given|family|customer|holder|sur|nach|vor)_?name|adres|birth|courri|phone|pr.nom|' +
    'apell|iban|addr|imei|\\w*mail|l(at|ong)itude|secret|street|telef|cogn|pass[wp])[^_]*|' +
    'login|otp|token|lat|ssn|cpf|nif|auth|ip|dni|session|mobile|tel|pwd|cv[cv]|(national|tax)_?id|prototype|patient|' +
    'card_?(?=n)|dob|api_?key|sid|pass|pin|mrn|mac|lng)' +
    // Words after one of these that still hold the value: `email_address`, but not `email_opt_in`.
    '(_?(n(o|umber)?|id|addr[^_]*|value|code|line|date|\\d+))*_+$',
  'i',
)

/** Whether `name`, a property's key or a label in text, names personal data by the words it is made of. */
export function isPersonal(name: string): boolean {
  return KEY.test(`_${name.replace(/([a-z\d])(?=[A-Z])|\W+/g, '$1_')}_`)
}
