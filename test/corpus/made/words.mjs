const table = (text) =>
  Object.fromEntries(
    text
      .trim()
      .split('\n')
      .map((line) => {
        const [language, keys, labels] = line.trim().split(' / ')
        return [language, { keys: keys.split(', '), labels: labels.split(', ') }]
      }),
  )

/**
 * What fields and forms are called: type -> language -> keys, as words to be joined in a site's style, and labels.
 * English is every site's second language.
 */
export const words = {
  email: table(`
    en / email, e mail, email address, contact email, user email, login email, mail, work email, recipient email / Email, E-mail, Email address, Your e-mail, Mail
    pl / adres email, email / Adres e-mail, E-mail
    pt / email, endereco email, correio eletronico / E-mail, Endereço de e-mail
    es / correo, correo electronico, email / Correo electrónico, Correo
    fr / courriel, adresse mail, mail / Adresse e-mail, Courriel
    de / email, mail adresse / E-Mail-Adresse, E-Mail
    it / posta elettronica, email / Indirizzo e-mail
    nl / emailadres, e mailadres / E-mailadres
    sv / epost, e postadress / E-postadress, E-post
    nb / epost, epostadresse / E-postadresse
    da / email, mailadresse / E-mailadresse
    fi / sahkoposti, sähköpostiosoite / Sähköposti, Sähköpostiosoite
    cs / email / E-mailová adresa
    hu / email cim / E-mail cím
    tr / eposta, e posta adresi / E-posta adresi, E-posta
    ru / почта, email / Электронная почта
    ja / メール, mail address / メールアドレス
    ko / 이메일, email / 이메일
    el / email / Ηλεκτρονικό ταχυδρομείο, Email`),
  phone: table(`
    en / phone, phone number, mobile, mobile number, tel, telephone, cell phone, contact phone, msisdn, whatsapp number, home phone, fax / Phone, Tel, Mobile, Cell, Call me at, Telephone number, WhatsApp
    pl / telefon, nr telefonu, komorka / Telefon, Nr telefonu, Tel. kom.
    pt / telefone, celular / Telefone, Celular
    es / telefono, movil, celular / Teléfono, Móvil, Celular
    fr / telephone, portable / Téléphone, Tél., Portable
    de / telefon, handynummer, rufnummer / Telefon, Handy, Telefonnummer
    it / telefono, cellulare / Telefono, Cellulare
    nl / telefoon, mobiel, telefoonnummer / Telefoonnummer, Mobiel
    sv / telefon, mobilnummer / Telefon, Mobilnummer
    nb / telefon, mobil / Telefon, Mobilnummer
    da / telefon, mobil / Telefonnummer, Mobil
    fi / puhelin, puhelinnumero / Puhelin, Puhelinnumero
    cs / telefon, mobil / Telefon, Telefonní číslo
    sk / telefon, mobil / Telefónne číslo
    hu / telefon, telefonszam / Telefonszám
    ro / telefon, nr telefon / Telefon, Număr de telefon
    tr / telefon, cep telefonu / Cep telefonu, Telefon
    el / tilefono, κινητό / Τηλέφωνο, Κινητό
    bg / telefon, телефон / Телефон
    uk / telefon, телефон / Телефон, Номер телефону
    hr / telefon, mobitel / Telefon, Mobitel
    ja / denwa, 電話番号 / 電話番号, 携帯電話
    ko / 전화번호, 휴대폰 / 전화번호, 휴대폰
    he / טלפון, נייד / טלפון, נייד
    th / โทรศัพท์, เบอร์โทร / เบอร์โทรศัพท์`),
  name: table(`
    en / full name, first name, last name, surname, given name, family name, cardholder, customer name, recipient name, contact name, guest name, passenger name, fname, lname / Name, Full name, Customer, Passenger, Cardholder name, Dear, Contact person
    pl / imie, nazwisko, imie nazwisko / Imię i nazwisko, Nazwisko
    pt / nome, sobrenome, nome completo / Nome, Nome completo
    es / nombre, apellido, apellidos, nombre completo / Nombre y apellidos, Nombre
    fr / nom, prenom, nom famille / Nom, Prénom
    de / vorname, nachname, kundenname / Name, Vorname, Nachname
    it / nome, cognome / Nome e cognome, Cognome
    nl / voornaam, achternaam / Naam, Achternaam
    sv / fornamn, efternamn / Namn, Efternamn
    nb / fornavn, etternavn / Navn, Etternavn
    da / fornavn, efternavn / Navn
    fi / etunimi, sukunimi / Nimi, Sukunimi
    cs / jmeno, prijmeni / Jméno a příjmení
    hu / nev, vezeteknev / Név, Teljes név
    ro / nume, prenume / Nume, Nume și prenume
    tr / ad soyad, soyadi / Ad Soyad, Adı
    el / onoma, επώνυμο / Ονοματεπώνυμο
    uk / imya, прізвище / Прізвище
    ja / shimei, 氏名, 名前 / お名前, 氏名
    ko / 이름, 성명 / 이름, 성함
    he / שם, שם מלא / שם מלא
    th / ชื่อ / ชื่อ-นามสกุล`),
  address: table(`
    en / address, street address, address line 1, shipping address, billing address, home address, delivery address, street, mailing address / Address, Ship to, Deliver to, Street address, Billing address, Home address, lives at
    pl / adres, ulica, adres dostawy / Adres, Adres dostawy
    pt / endereco, logradouro, rua / Endereço, Endereço de entrega
    es / direccion, domicilio, calle / Dirección, Domicilio
    fr / adresse, rue / Adresse, Adresse de livraison
    de / adresse, anschrift, strasse / Anschrift, Lieferadresse
    it / indirizzo, via / Indirizzo
    nl / adres, straat, bezorgadres / Adres, Bezorgadres
    sv / adress, gatuadress / Adress, Leveransadress
    nb / adresse, gateadresse / Adresse
    da / adresse, leveringsadresse / Adresse
    fi / osoite, katuosoite / Osoite, Toimitusosoite
    cs / adresa, ulice / Adresa
    hu / cim, lakcim / Lakcím, Szállítási cím
    ro / adresa, strada / Adresă
    tr / adres, acik adres / Adres, Teslimat adresi
    el / diefthynsi, διεύθυνση / Διεύθυνση
    uk / адреса / Адреса
    ja / jusho, 住所 / 住所, お届け先
    ko / 주소, 배송지 / 주소
    he / כתובת / כתובת
    th / ที่อยู่ / ที่อยู่`),
  password: table(`
    en / password, passwd, pwd, new password, current password, passphrase, pass, pin, security answer, confirm password / Password, Passphrase, Your password, Temporary password
    pl / haslo, nowe haslo / Hasło
    pt / senha, nova senha / Senha
    es / contrasena, clave / Contraseña
    fr / mot de passe, mdp / Mot de passe
    de / passwort, kennwort / Passwort, Kennwort
    nl / wachtwoord / Wachtwoord
    sv / losenord / Lösenord
    nb / passord / Passord
    da / adgangskode / Adgangskode
    fi / salasana / Salasana
    cs / heslo / Heslo
    hu / jelszo / Jelszó
    ro / parola / Parolă
    tr / sifre, parola / Şifre
    el / kodikos / Κωδικός πρόσβασης
    uk / пароль / Пароль
    ja / パスワード / パスワード
    ko / 비밀번호 / 비밀번호
    he / סיסמה / סיסמה`),
  username: table(`
    en / username, user name, login, login name, nickname, handle, screen name, account name, display name, user login / Username, Logged in as, Signed in as, User name, Login, Nickname, Screen name
    pl / nazwa uzytkownika, login / Nazwa użytkownika, Login
    pt / usuario, nome usuario / Usuário, Nome de usuário
    es / usuario, nombre usuario / Usuario, Nombre de usuario
    fr / identifiant, pseudo / Identifiant, Pseudo
    de / benutzername, anmeldename / Benutzername
    nl / gebruikersnaam / Gebruikersnaam
    sv / anvandarnamn / Användarnamn
    nb / brukernavn / Brukernavn
    da / brugernavn / Brugernavn
    fi / kayttajatunnus / Käyttäjätunnus
    cs / uzivatelske jmeno / Uživatelské jméno
    hu / felhasznalonev / Felhasználónév
    tr / kullanici adi / Kullanıcı adı
    ja / ユーザー名 / ユーザー名`),
  dob: table(`
    en / dob, date of birth, birth date, birthday, birthdate, born on, bday / Date of birth, DOB, Born, born on, Birthday, Birth date
    pl / data urodzenia / Data urodzenia
    pt / data nascimento / Data de nascimento
    es / fecha nacimiento / Fecha de nacimiento
    fr / date naissance / Date de naissance, Né le
    de / geburtsdatum, geburtstag / Geburtsdatum, geboren am
    it / data nascita / Data di nascita
    nl / geboortedatum / Geboortedatum
    sv / fodelsedatum / Födelsedatum
    nb / fodselsdato / Fødselsdato
    da / fodselsdato / Fødselsdato
    fi / syntymaaika / Syntymäaika
    cs / datum narozeni / Datum narození
    hu / szuletesi datum / Születési dátum
    ro / data nasterii / Data nașterii
    tr / dogum tarihi / Doğum tarihi
    el / imerominia gennisis / Ημερομηνία γέννησης
    uk / дата народження / Дата народження
    ja / 生年月日 / 生年月日
    ko / 생년월일 / 생년월일
    he / תאריך לידה / תאריך לידה
    th / วันเกิด / วันเกิด`),
  passport: table(`
    en / passport, passport number, passport no, travel document / Passport, Passport number, Passport no., Travel document
    pl / paszport, nr paszportu / Nr paszportu
    pt / passaporte / Passaporte
    es / pasaporte / Pasaporte, Nº de pasaporte
    fr / passeport / Passeport, N° de passeport
    de / reisepass, passnummer / Reisepass, Passnummer
    nl / paspoort, paspoortnummer / Paspoortnummer
    sv / passnummer / Passnummer
    fi / passi, passin numero / Passin numero
    cs / cislo pasu / Číslo pasu
    hu / utlevelszam / Útlevélszám
    ro / pasaport / Pașaport
    tr / pasaport no / Pasaport No
    ja / 旅券番号 / パスポート番号
    ko / 여권번호 / 여권번호`),
  plate: table(`
    en / license plate, licence plate, plate number, vehicle registration, number plate, reg number / License plate, Plate, Vehicle registration, Registration plate, Number plate
    pl / numer rejestracyjny, tablica / Nr rejestracyjny
    pt / placa, matricula / Placa
    es / matricula, patente, placa / Matrícula, Patente
    fr / immatriculation, plaque / Immatriculation, Plaque
    de / kennzeichen, autokennzeichen / Kennzeichen, Kontrollschild
    nl / kenteken / Kenteken
    sv / registreringsnummer, regnr / Registreringsnummer, Reg.nr
    nb / registreringsnummer, kjennemerke / Registreringsnummer
    da / nummerplade / Nummerplade
    fi / rekisterinumero, rekisteritunnus / Rekisteritunnus
    cs / spz, registracni znacka / SPZ
    hu / rendszam / Rendszám
    ro / numar inmatriculare / Număr de înmatriculare
    tr / plaka / Plaka
    ja / ナンバープレート / ナンバー
    ko / 차량번호 / 차량번호
    he / מספר רכב / מספר רכב`),
  health_id: table(`
    en / health card number, patient id, medical record number, mrn, health insurance number, member id, nhs number, insurance policy / NHS number, Patient ID, MRN, Health card, Medical record number, Health insurance no.
    de / versichertennummer, krankenversichertennummer / Versichertennummer, KVNR
    nl / patientnummer / Patiëntnummer
    fr / numero patient / N° patient
    es / numero afiliado, historia clinica / Historia clínica
    pt / cartao sus / Cartão SUS`),
  card: table(`
    en / card number, credit card, cc number, card, payment card, pan number, debit card, cc / Card number, Credit card, Card no., Card
    pl / numer karty / Numer karty
    pt / cartao, numero cartao / Número do cartão, Cartão
    es / tarjeta, numero tarjeta / Tarjeta, Número de tarjeta
    fr / carte bancaire, numero carte / Numéro de carte
    de / kartennummer, kreditkarte / Kartennummer, Kreditkarte
    nl / kaartnummer, creditcard / Kaartnummer
    sv / kortnummer / Kortnummer
    fi / korttinumero / Kortin numero
    tr / kart no / Kart numarası
    ja / カード番号 / カード番号`),
  iban: table(`
    en / iban, bank account, account iban, payout iban, account number / IBAN, Bank account, Account IBAN
    pl / numer konta, rachunek / Numer konta, Nr rachunku
    fr / compte bancaire / Compte bancaire
    de / kontoverbindung, iban / IBAN, Bankverbindung
    nl / rekeningnummer / Rekeningnummer
    sv / kontonummer / Kontonummer
    fi / tilinumero / Tilinumero
    hu / bankszamlaszam / Bankszámlaszám`),
  ipv4: table(`
    en / ip, client ip, ip address, remote addr, user ip, source ip, x forwarded for, last login ip / IP, Client IP, IP address, remote_addr, from`),
  ipv6: table(`
    en / ip, client ip, ip address, remote addr, ipv6, source ip / IP, IPv6, Client IP, IP address`),
  mac: table(`
    en / mac, mac address, wifi mac, hw address, bluetooth address, bssid / MAC, MAC address, BSSID, HWaddr`),
  imei: table(`
    en / imei, device imei, imei number, imei 1 / IMEI, IMEI number, Device IMEI`),
  crypto: table(`
    en / wallet, wallet address, btc address, crypto address, payout wallet, deposit address, eth wallet / Wallet, Wallet address, Send to, BTC address, Deposit address`),
  token: table(`
    en / token, access token, api key, refresh token, session id, auth token, secret key, client secret, csrf token, id token, authorization, bearer, reset token, sid, private key / Token, API key, Bearer, Access token, Session, api_key, Secret key
    fr / jeton / Jeton
    de / sitzungsschluessel, zugangstoken / Zugangstoken
    es / clave api / Clave API`),
}
