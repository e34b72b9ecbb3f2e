/**
 * Words that name personal data, in the notation of the core's words: pieces of words of several languages first, then
 * whole words and the local names of national identifiers (python-stdnum lists most). `.` stands for a letter with an accent
 * and for the plain one.
 */
export const words: string =
  // phone, mail, secrets
  'courri~|correo|s.hk.posti|puhelin|rufnummer|cell?ular~|whatsapp|(call|reach)_me~|kennwort|wachtwoord|contrase.a|senha|' +
  'mot_de_passe|l.senord|adgangskode|salasana|has.o|.ifre|heslo|parol|passord|credential|private_key|' +
  // names
  '(given|family|display|holder|nach|vor|maiden|nick|middle|familien)_name|nazwisk|fornavn|etternavn|efternamn|f.rnamn|' +
  'achternaam|voornaam|etunimi|sukunimi|apellid~|cognome|pr.nom|nom_de_famille|soyad~|sobrenome|' +
  // addresses, birth
  'adres~|street|l(at|ong)itude|direcci.n|indirizzo|endere.o|stra(.|ss)e|anschrift|domicil~|osoite|(ship|deliver|bill|send)[a-z]{0,4}_to|' +
  'geburt~|naiss~|nacim~|nasc~|fecha_nac~|narozen~|urodz~|f.d(t|sel|else)~|gebo~|synty~|do.um_~|' +
  // documents, plates, insurance, health
  'pasaport~|passaport~|paszport~|reisepass|paspoort|driv[a-z]{0,4}_licen~|f.hrerschein~|' +
  '(licen[cs]e|number|vehicle)_(plate|n[ou]~|reg~)|kennzeichen|matr.cula|targa|immatricul~|kenteken|rejestrac~|nummerpl~|' +
  'registrering~|plaka|versicher~|medicare|medicaid|account_n[ou]~|health_~|patient~|medical_~|insurance_~|' +
  // national identifiers
  'social_sec~|personnummer|person_n~|personal_(i|n|c)~|henkil~|kennitala|isikukood|steuer~|sozialv~|kimlik~|aadh?aar~|' +
  'national_?[a-z]{0,10}|citizen~|identi[tf]~|id_card|fiscale?~|rodn._~|rijksregister~|burgerservice~|num.ro_secu~|ausweis~|' +
  // other scripts
  'телефон|почта|паспорт|фамилия|фио|адрес|снилс|инн|рождения|[电電][话話]|手机号?|邮箱|身份证|姓名|地址|密码|住所|氏名|生年月日|전화|이름|주소|' +
  // whole words
  '(?<![a-z\\d])(fax|handy|cell|gsm|born|nat[oa]|n.e?_le|nacid[oa]|plate|mrn|wallet|btc|eth|bitcoin|kvnr|cpr|hetu|' +
  'svnr|ahv|avs|tckn|tfn|sin|nino|pps|itin|rrn|nric|hkid|nik|ktp|cuil|cuit|curp|rfc|rut|run|inn|c.dula|cnp|egn|' +
  'afm|niss|insee|nir|rg|nie|nid|dni|nif|bsn|pesel|(thai|gov[a-z]*)_id|tax_n[ou]~|swift|coord~|lon)'

/** Words after these that still hold the value. */
export const suffixes: string =
  'home|work|private|personal|primary|main|mobile?|shipping|billing|contact|new|old|confirm|again|raw|d[eiou]|of|user|customer|' +
  'client|livraison|delivery|is|on|am|at|holder|full|card|nummer'
