// Beginnings of words, and whole words, for personal data in a dozen languages. `.` stands for an accent too.
const KEY = new RegExp(
  '_((e?mail|corre|courri|(tele)?phon|t.l.[fp]|msisdn|passw|passp|contras|senha|kennw|wachtw|secret|credent|signat|' +
    'social_?s|iban|addr|adres|indir|direc|endere|stree|stra.?s|postal|birth|geb|naiss|nac|nasc|' +
    '((first|last|full|user|nick|given|family|middle|maiden|display|customer|client|patient|contact|holder)_?|sur|nach|vor)name|pr.nom|apell|cogn|sobren|' +
    'passe|pasap|reisep|pesel|personn|f.dsel|aadha|steuer|plate|insur|imei|wallet|latit|longit)[^_]*|' +
    '(\\w+_)?(token|email|password)|auth(oriz[^_]*|_?code)?|api_?key|jwt|pwd|pass|pin|otp|sid|(j?session|national|tax|thai|patient)(_?id)?|' +
    'tel|mobile|fax|ssn|cc|pan|cv[cv]|card_?n[^_]*|login|handle|dob|zip|plz|id_(card|n[^_]*)|nid|nif|nie|dni|cpf|bsn|sin|hetu|mrn|nhs|' +
    'vehicle_reg[^_]*|mac|ip|remote_?a[^_]*|lat|lng|lon)' +
    // Words after one of these that still hold the value: `email_address`, but not `email_opt_in`.
    '(_?(n|no|nr|number|id|addr[^_]*|value|code|hash|line|raw|input|field|text|date|key|home|work|new|old|confirm[^_]*|v?\\d+))*_+$',
)

/** Whether `name`, a property's key or a label in text, names personal data by the words it is made of. */
export function isPersonal(name: string): boolean {
  return KEY.test(
    `_${name.replace(/(?<=[a-z\d])(?=[A-Z])/g, '_').replace(/[^\p{L}\d]+/gu, '_')}_`.toLowerCase(),
  )
}
