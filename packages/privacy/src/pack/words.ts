/**
 * Words that name personal data, in the notation of the core's words: pieces of words of several languages first, then
 * whole words and the local names of national identifiers (python-stdnum lists most). `.` stands for a letter with an
 * accent and for the plain one.
 */
export const words: string =
  // phone, mail, secrets
  'courri~|correo|s.hk.posti|puhelin~|rufnummer|celular~|cellulare|kennwort|wachtwoord|' +
  'contrase.a|senha|mot_de_passe|l.senord|adgangskode|salasana|has.o|.ifre|heslo|jelsz.|parol~|credential~|(private|secret)_key|' +
  'security_~|clave~|' +
  // names
  '(given|family|display|holder|nach|vor|maiden|nick|middle|familien|legal|login|account)_name|[fl]name|nazwisk~|' +
  '(for|etter|efter|bruker|bruger)na[vm]n|f.rnamn|achternaam|voornaam|etunimi|sukunimi|apellid~|cognome|pr.nom|' +
  'nom_(de_)?famille|soyad~|sobrenome|card_?holder|' +
  // user names
  'anv.ndar~|kullan~|uzivatel~|u.ytkown~|k.ytt.j~|usuario|utente|utilisateur|benutzer~|gebruiker~|' +
  // addresses, birth
  'adres~|street~|l(at|ong)itude|direcci.n|indirizzo|endere.o|stra(.|ss)e|anschrift|' +
  '(ship|bill)[a-z]{0,4}_to|lakc.m|osoite|katu~|logradouro|domicil~|ulica|coord~|' +
  'birth~|bday|geb(urt|o)~|naiss~|nacim~|nasc~|nas(t|c)er~|fecha_nac~|narozen~|urodz~|f.d(t|sel|else)~|synty~|do.um_~|sz.let~|genn~|' +
  // documents, plates, insurance, health
  'pas(a|sa|z)port~|reisepass~|paspoort~|travel_doc~|(driv[a-z]{0,4}|f.hrer)_?(licen|schein)~|(licen[cs]e|number|vehicle)_(plate|reg|n[ou])~|' +
  'kennzeichen|matr.cula|targa|immatricul~|kenteken|rejestrac~|nummerpl~|registr[aei]~_n[ou]~|plaka|plaque|patente|rendsz~|tablic~|spz|' +
  'versicher~|medicare|(account|policy|hospital|routing|member)_(id|n[ou]~)|insurance_~|health_(id|card|n)~|patient|medical_~|' +
  // national identifiers
  'person(al)?_?(id|n[ru]|code)~|henkil~|kennitala|isikukood|asmens_~|steuer~|sozialv~|kimlik~|aadh?aa?r~|national_(ins|id)~|nationalit~|' +
  'citizen_id|identifica~|identi(da|t.)~|social_sec~|fiscale?|codice_f~|num.ro_fisc~|(num.ro|num)_secu~|s.curit._soc~|my_?number|' +
  'rodn._~|rijksregister~|registre_~|burgerservice~|ausweis~|contribu~|azonos~|zehut|mati.n~|em.o|tax_file~|taj|' +
  // other scripts
  'телефон~|почт~|паспорт~|парол~|фамил~|.м.я|имя|фио|адрес~|снилс|инн|іпн|рнокпп|[рн]ожде?н~|народжен~|' +
  'κωδικ~|τηλ.φ~|διεύθυν~|όνομα|επώνυμο|αφμ|γέννησ~|[電电][話话]|手机号?|邮箱|身份证|姓名|地址|密码|住所|氏名|生年月日|旅券~|' +
  'パスワード|ユーザー名|マイナンバー|전화|이름|주소|배송지|비밀번호|여권|생년월일|כתובת|סיסמה|טלפון|תאריך_לידה|זהות|שם|ที่อยู่|ชื่อ|วันเกิด|هاتف|اسم|' +
  // whole words
  '(?<![a-z\\d])(id_?n[ro]?u?m?~|otp|fax|gsm|born|dob|plate|reg_n[ou]~|nino|dni|nif|cpf|nhs|thai_id|mrn|wallet|btc|eth|kvnr|cpr|hetu|fnr|svnr|avs|tckn|tfn|sin|tin|' +
  'nin|pps|itin|rrn|nric|hkid|nik|cuil|cuit|curp|rfc|rut|c.dula|cnpj?|egn|oib|jmbg|amka|niss|insz|sid|nie|nid|bsn|pesel|a_?f_?m|rnokpp|' +
  'nip|ird|vrm|mdp|msisdn|bic|lon|rua|rue|calle|via|bearer)'

/** Words after these that still hold the value. */
export const suffixes: string =
  'home|work|private|personal|primary|main|mobile?|shipping|billing|contact|new|old|confirm|again|raw|d[eiou]|of|user|customer|' +
  'client|postale?|livraison|delivery|is|on|am|at|to|holder|full|card|n[uú]m~|broj|sz.m|empresa|titular|name'
