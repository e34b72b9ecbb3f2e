/**
 * Words that name personal data, in the notation of the core's words: pieces of words of several languages first, then
 * whole words and the local names of national identifiers (python-stdnum lists most). Without accents, as keys are
 * judged; labels in text have them, which `.` allows for where it matters.
 */
export const words: string =
  // mail, phone
  's.hk.posti|puhelin|rufnummer|celular|cellulare|whatsapp|call_me~|reach_me~|contact_(?=n)|contacto|komork~|' +
  // passwords and secrets
  'l.senord|adgangskode|salasana|has.o|sifre|heslo|jelszo|parol~|lozinka|passord|palavra|recovery_~|private_key|' +
  // names
  'familien?_name|nazwisk~|fornavn|etternavn|efternamn|fornamn|achternaam|voornaam|etunimi|sukunimi|prijmeni|jmeno|soyad~|' +
  'sobrenome|apelido|nome_completo|nombre_completo|nom_complet|nom_de_famille|cardholder|account_holder|emergency_contact|' +
  // addresses
  'direcci.n|indirizzo|endere.o|stra.e|anschrift|domicil~|morada|ulica|osoite|adres~|residen~|(?:ship|deliver|bill|send)[a-z]{0,4}_to|' +
  // birth
  'nascita|nascim~|fecha_nac~|narozen~|urodz~|f.dsel~|f.dt~|f.delse~|geboorte~|geboren~|syntym~|szulet~|dogum~|' +
  // passports, licences, plates
  'pasaport~|passaport~|paszport~|reisepass~|paspoort~|utlevel|travel_doc~|driv[a-z]{0,4}_licen~|f.hrerschein~|permis_de_cond~|' +
  'kennzeichen|matr.cula|targa|immatricul~|kenteken|rejestrac~|nummerpl~|registrering~|plaka|rendsz.m|number_plate|license_n|' +
  // health, insurance
  'versicher~|krankenk~|medicare|medicaid|mutuelle|vitale|health_~|patient~|medical_~|insurance_~|policy_n|hospital_n|' +
  // national identifiers
  'personnummer|person_n|personal_[inc]~|personal_?id|personenn~|henkil~|kennitala|isikukood|asmens_~|personas_k~|steuer~|' +
  'sozialv~|kimlik~|aadh?aar~|aadhar|national_?[a-z]{0,10}|citizen~|identi[tf]~|id_?card|fiscal~|fiscale|rodne_~|rijksregister~|' +
  'burgerservice~|numero_secu~|ausweis~|my_number|teudat~|' +
  // other scripts
  'телефон|почта|парол|паспорт|фамилия|отчество|фио|адрес|снилс|рожд|电话|手机|邮箱|身份证|姓名|地址|密码|护照|電話|携帯|住所|氏名|' +
  '名前|生年月日|メール|주민|전화|이름|주소|성명|이메일|생년월일|비밀번호|여권|هاتف|جوال|عنوان|الاسم|بريد|جواز|هوية|τηλ|διευθυνσ|ονομα|' +
  // whole words
  '(?<![a-z\\d])(?:e?post|fax|gsm|born|nato|nata|nee?_le|nacid[oa]|vin|reg_no|placa|kvnr|cpr|hetu|idnr|svnr|ahv|avs|tckn|' +
  'tfn|ird|nino|pps|itin|rrn|nric|fin|hkid|mykad|nik|ktp|cccd|cmnd|cuil|cuit|curp|rfc|ine|rut|run|inn|cedula|cnp|egn|oib|jmbg|' +
  'emso|amka|afm|niss|insz|insee|nir|rg|thai_id|gov[a-z]*_id|tax_n|btc|eth|bitcoin|crypto_~|public_ip|client_ip|sms|msisdn|imsi|' +
  'iccid|meid|serial|idfa|gaid|aaid|advertising_id|ibeacon|sort_code|routing_n|bic|swift|maiden~|geo|coords?|coordinates|lon)'

/** Words after these that still hold the value. */
export const suffixes: string =
  'home|work|private|personal|primary|secondary|alt|main|mobile?|movil|shipping|billing|delivery|livraison|facturation|envio|' +
  'contact|new|old|confirm|confirmation|repeat|again|raw|de|du|di|do|da|of|usuario|user|customer|cliente|kunde|is|on|am|at|' +
  'holder|full|card|nr|numero|nummer|n'
