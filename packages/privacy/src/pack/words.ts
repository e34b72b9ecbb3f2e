/**
 * Words that name personal data, in the notation of the core's words: pieces of words of several languages first, then
 * whole words and the local names of national identifiers (python-stdnum lists most). `.` stands for a letter with an
 * accent and for the plain one.
 */
export const words: string =
  // phone, mail, secrets
  'courri~|correo|s.hk.posti|puhelin|rufnummer|celular|cellulare|whatsapp|(call|reach)_me~|contact_n[ou]~|kennwort|wachtwoord|' +
  'contrase.a|senha|mot_de_passe|l.senord|adgangskode|salasana|has.o|.ifre|heslo|parol~|passord|credential~|private_key|' +
  // names
  '(given|family|display|holder|nach|vor|maiden|nick|middle|familien|legal)_name|[fl]name|nazwisk~|fornavn|etternavn|efternamn|' +
  'f.rnamn|achternaam|voornaam|etunimi|sukunimi|apellid~|cognome|pr.nom|nom_de_famille|soyad~|sobrenome|card_?holder|' +
  // addresses, birth
  'adres~|street~|l(at|ong)itude|direcci.n|indirizzo|endere.o|stra(.|ss)e|anschrift|(ship|deliver|bill|send)[a-z]{0,4}_to|' +
  'birth~|bday|geb(urt|o)~|naiss~|nacim~|nasc~|fecha_nac~|narozen~|urodz~|f.d(t|sel|else)~|synty~|do.um_~|' +
  // documents, plates, insurance, health
  'pasaport~|passaport~|paszport~|reisepass~|paspoort~|driv[a-z]{0,4}_licen~|f.hrerschein~|(licen[cs]e|number|vehicle)_(plate|n[ou]~|reg~)|' +
  'kennzeichen|matr.cula|targa|immatricul~|kenteken|rejestrac~|nummerpl~|registr[aei]~_n[ou]~|plaka|versicher~|medicare|' +
  '(account|policy|hospital|routing|member)_n[ou]~|health_(id|card|n)~|patient|medical_~|insurance_(id|n[ou]~)|' +
  // national identifiers
  'person(al)?_?(id|n[ru]|code)~|henkil~|kennitala|isikukood|asmens_~|steuer~|sozialv~|kimlik~|aadh?aa?r~|national_(ins|id)~|nationalit~|' +
  'citizen_id|identifica~|identity_card|social_sec~|fiscale?|codice_f~|num.ro_fisc~|(num.ro|num)_secu~|s.curit._soc~|my_?number|' +
  'rodn._~|rijksregister~|burgerservice~|ausweis~|' +
  // other scripts
  'телефон|почта|паспорт|пароль|фамилия|имя|фио|адрес|снилс|инн|рождения|[电電][话話]|手机号?|邮箱|身份证|姓名|地址|密码|住所|氏名|' +
  '生年月日|전화|이름|주소|' +
  // whole words
  '(?<![a-z\\d])(id_n[ou]~|otp|fax|gsm|born|dob|nino|nat[oa]_il|n.e?_le|nacid[oa]|plate|mrn|wallet|btc|eth|kvnr|cpr|hetu|fnr|svnr|avs|tckn|tfn|sin|tin|' +
  'nin|pps|itin|rrn|nric|hkid|nik|cuil|cuit|curp|rfc|rut|c.dula|cnpj?|egn|oib|jmbg|amka|niss|insz|insee|nir|nie|nid|bsn|pesel|' +
  'nip|ird|vrm|mdp|msisdn|imsi|meid|thai_id|gov[a-z]{0,7}_id|bic|lon)'

/** Words after these that still hold the value. */
export const suffixes: string =
  'home|work|private|personal|primary|main|mobile?|shipping|billing|contact|new|old|confirm|again|raw|d[eiou]|of|user|customer|' +
  'client|postale?|livraison|delivery|is|on|am|at|to|holder|full|card|nummer'
