/**
 * Words that name personal data whatever the value is, as the source of a pattern: pieces of words first, then, behind
 * the lookbehind, beginnings of words. `_` stands for any separator or none, `~` for the rest of a word, `.` for an
 * accent too.
 */
export const words: string =
  'e_mail|phone|telef~|correo|courri~|passw~|passport~|passeport|contrase.a|kennwort|wachtwoord|secret|api_key|access_key|' +
  'credential|iban|imei|birth~|geburt~|naiss~|nacim~|social_sec~|security_no|(?:first|last|full|user|given|family|maiden|' +
  'display|customer|holder|sur|nach|vor|nick|middle)_name|pr.nom|apellid~|adress~|address|street|latitude|longitude|login|' +
  '(?<![a-z\\d])(?:mail|(?:remote|hw|mac)_addr|addr|pwd|pass(?:wd|code|phrase)?|senha|mot_de_passe|cv[cv]|auth~|' +
  '(?:national|tax|patient|social)_id|id_n|dni|nie|cpf|nif|bsn|pesel|ssn|nhs|sin|tel|mobile?|handy|cell|session|sid|jwt|' +
  'otp|pin|mac|lat|lng|ip(?:_?v[46])?|token|card_(?=n)|credit_card|dob|cognome|cc|pan|prototype|patient|mrn|' +
  '(?:licen[cs]e_)?plate|vehicle_reg~|insurance_(?=n)|wallet|handle)'

/** Words after these that still hold the value, written in the same way. */
export const suffixes: string = 'no?|nr|num|number|nummer|id|addr|address|value|code|line|date|\\d|s'
