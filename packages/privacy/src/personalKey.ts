/** Words for personal data, in a dozen languages; `.?` stands for a space, `_`, `-`, nothing, or an accent. */
const WORDS =
  'e?.?mails?(?:.?addr\\w*)?|courriel|correo|epost|' +
  'phone|t.l.phone|tel|telefono?|telefoon|t.l.fono|msisdn|fax|whatsapp|' +
  'pass(?:word|wd|phrase|code)?|pwd|passwor[dt]|contrase.a|mot.?de.?passe|senha|kennwort|wachtwoord|' +
  '(?:auth|access|refresh|session|reset|csrf|xsrf)?.?(?:token|secret|cookie)|auth(?:orization)?|jwt|bearer|(?:api|private).?key|signature|otp|pin|auth.?code|sid|session|j?session.?id|' +
  'ssn|social.?security|iban|bank.?account|card.?(?:no|number)|credit.?card|cc|pan|cv[vc]|' +
  'addr(?:ess)?|adress[ea]?|street|stra(?:ss|.)e|direcci.n|indirizzo|endere.o|zip|postal.?code|post.?code|plz|' +
  'birth\\w*|dob|b.?day|geburt\\w*|naissance|nacimiento|nascita|nascimento|geboorte\\w*|' +
  '(?:first|last|middle|given|family|full|user|nick|maiden|display|legal|customer|client|patient|contact|recipient|holder|owner|billing|shipping).?name|surname|nachname|vorname|pr.nom|apellidos?|cognome|sobrenome|achternaam|voornaam|login|handle|' +
  'passport|passeport|pasaporte|reisepass|id.?card|(?:national|citizen|thai).?id|id.?number|nid|tax.?id|nif|nie|dni|cpf|cnpj|pesel|bsn|sin|nino?|hetu|personnummer|f.dselsn\\w*|codice.?fiscale|aadhaar|curp|steuer.?\\w*|nric|' +
  'licen[sc]e.?plate|plate|kennzeichen|matr.cula|vehicle.?registration|vin|mrn|nhs|patient|insurance|' +
  'imei|imsi|mac|ip(?:v[46])?|remote.?addr|wallet'

/** Words after one of these that still hold the value: `email_address`, but not `email_opt_in`. */
const CARRIERS =
  '(?:.?(?:numbers?|no|nr|id|addr\\w*|value|code|hash|date|line|raw|input|field|text|key|home|work|main|new|old|confirm\\w*|\\d+))*'

const KEY = new RegExp(`_(?:${WORDS}|\\w*(?:email|password)|mobile)${CARRIERS}_$`)

/** A name of personal data in running text, then its value, which must hold a digit. */
export const LABELLED: RegExp = new RegExp(
  `((?<![\\p{L}\\d])(?:${WORDS}|mobile)${CARRIERS}(?: is)?(?:"?\\s?[:=]\\s?"?| (?=\\S{0,9}\\d{3})))([^\\s,;&"<>[]*\\d[^\\s,;&"<>[]*(?: [^\\s,;&"<>[]*\\d[^\\s,;&"<>[]*){0,5})`,
  'giu',
)

/** Whether a property named `key` holds personal data, judged by the words it is made of. */
export function isPersonalKey(key: string): boolean {
  const words = key
    .replace(/([\p{Ll}\d])(?=\p{Lu})|(\p{Lu})(?=\p{Lu}\p{Ll})/gu, '$&_')
    .replace(/[^\p{L}\d]+/gu, '_')
  return KEY.test(`_${words.toLowerCase()}_`)
}
