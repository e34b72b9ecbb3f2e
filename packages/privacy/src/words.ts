/**
 * Words that name personal data whatever the value is, as the source of a pattern: pieces of words first, then, behind
 * the lookbehind, beginnings of words. `_` stands for any separator or none, `~` for the rest of a word, `.` for an
 * accent too. What stands here is kept small, because it is in every script; the pack has more.
 */
export const words: string =
  'mail|phone|tel.f~|passe?(w|port)~|secret|token|(api|access)_key|iban|imei|(first|last|full|user|sur)_name|' +
  'steuer~|fiscale?|sozialv~|person(al)?_?(id|n[ru]|code)~|identi(da|t.)~|' +
  'addr(ess)?|login|(?<![a-z\\d])(pwd|pass(wd|code|phrase)?|cv[cv]|auth(orization)?|(national|tax|identity|card)_(?=id|n)|' +
  'ssn|tel|mobile?|session|pin|mac|lat|lng|ip(_?v[46])?|prototype|handle|' +
  'nino|dni|ni[fpn]|nie|cpf|cpr|hetu|fnr|tckn|tfn|sin|pps|nric|rrn|curp|rfc|rut|cnpj?|egn|oib|jmbg|afm|bsn|pesel)'

/** Words after these that still hold the value, written in the same way. */
export const suffixes: string = 'no?|nr|num|number|id|value|code|date|\\d\\b'
