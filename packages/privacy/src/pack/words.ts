import { names } from './names.ts'

/**
 * Words that name personal data, in the notation of the core's words: pieces of words of several languages first, then
 * whole words and the local names of national identifiers (python-stdnum lists most). `.` stands for a letter with an
 * accent and for the plain one.
 */
export const words: string =
  `${names}|` +
  // phone, mail, secrets
  'courri~|correo|s.hk.posti|puhelin~|rufnummer|cel+ular~|kennwort|wachtwoord|' +
  'contrase.a|senha|mot_de_passe|l.senord|adgangskode|salasana|has.o|.ifre|heslo|jelsz.|parol~|credential~|(private|secret)_key|' +
  'security_~|clave~|' +
  // user names
  'anv.ndar~|kullan~|uzivatel~|u.ytkown~|k.ytt.j~|usuario|utente|utilisateur|benutzer~|gebruiker~|' +
  // addresses, birth
  'adres~|street~|l(at|ong)itude|direcci.n|indirizzo|endere.o|stra(.|ss)e|anschrift|' +
  '(ship|bill)[a-z]{0,4}_to|lakc.m|osoite|logradouro|domicil~|ulica|coord~|' +
  'birth~|bday|geb(urt|o)~|naiss~|nacim~|nasc~|nas(t|c)er~|fecha_nac~|narozen~|urodz~|f.d(t|sel|else)~|synty~|do.um_~|sz.let~|' +
  // documents, plates, insurance, health
  'pas[aspz]{1,3}o+rt~|reisepass~|driver_?lic~|f.hrersch~|(licen[cs]e|number|vehicle)_(plate|reg|n[ou])~|' +
  'kennzeichen|matr.cula|targa|immatricul~|kenteken|rejestrac~|nummerpl~|kimlik~|plaka|plaque|patente|rendsz~|tablic~|spz|' +
  'versicher~|medicare|aadh?aa?r~|contribu~|rodn._~|citizen_id|(account|policy|hospital|member)_(id|n[ou]~)|insurance_~|health_(id|card|n)~|patient|medical_~|' +
  // national identifiers
  'henkil~|kennitala|isikukood|asmens_~|national_(ins|id)~|' +
  'identifica~|social_sec~|codice_f~|num(.ro)?_(fisc|secu)~|s.curit._soc~|' +
  'ausweis~|azonos~|zehut|mati.n~|tax_file~|taj|' +
  // other scripts
  'телефон~|почт~|паспорт~|парол~|адрес~|снилс|инн|іпн|[рн]ожде?н~|народжен~|' +
  'κωδικ~|τηλ.φ~|διε.θ~|αφμ|γέννησ~|[電电][話话]|手机号?|邮箱|身份证|地址|密码|住所|生年月日|旅券~|' +
  'パスワード|ユーザー名|マイナンバー|전화|주소|배송지|비밀..|여권|생년월일|כתובת|סיסמה|טלפון|תאריך_לידה|זהות|ที่อยู่|วันเกิด|هاتف|' +
  // whole words
  '(?<![a-z\\d])(id_?n[ro]?u?m?~|otp|fax|gsm|born|dob|plate|reg(istr~)?_n[ou]~|nhs|mrn|wallet|thai_id|kvnr|avs|svnr|cui[lt]|tin|' +
  'itin|hkid|niss|ird|amka|nik|c.dula|insz|sid|nid|' +
  'vrm|mdp|msisdn|bic|lon|rua|rue|calle|via|bearer)'

/** Words after these that still hold the value. */
export const suffixes: string =
  'line|home|work|private|personal|main|mobile?|shipping|billing|contact|new|old|confirm|d[eiou]|of|user|customer|' +
  'client|postale?|livraison|delivery|is|on|am|at|to|holder|full|card|n[uú]m~|broj|sz.m|name'
