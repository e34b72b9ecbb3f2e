// Beginnings of words, then whole words, for personal data in several languages (`.` stands for an accent too), then
// words after one of these that still hold the value: `email_address`, but not `email_opt_in`. The order of words has
// no meaning. Linear: no two ways through the repetition at the end.
const KEY =
  /\b((correo|(first|last|full|user|given|family|customer|holder|sur|nach|vor)-?name|adres|birth|courri|imei|pr.nom|l(at|ong)itude|apell|iban|addr|phone|street|\w*mail|secret|telef|cogn|pass[wp])\w*|cv[cv]|auth|(national|tax)-?id|dni|tel|session|sid|dob|pwd|api-?key|mac|mobile|lat|otp|card-?(?=n)|ip|cpf|token|lng|login|prototype|patient|pass|mrn|nif|ssn|pin)(-?(no?|id|addr\w*\b|value|code|line|date|\d|number))*-*$/i

/** Whether `name`, a property's key or a label in text, names personal data by the words it is made of. */
export function isPersonal(name: string): boolean {
  return KEY.test(name.replace(/([a-z\d])(?=[A-Z])|[\W_]+/g, '$1-'))
}
