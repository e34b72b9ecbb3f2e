const HEX = '0123456789abcdef'

/** Texts without personal data that look as if they had some; each a kind of its own. */
export const negativeTexts = {
  order: (r) => `Zamówienie nr ${r.fill('ZAM-########')} zostało złożone`,
  orderHash: (r) => `Order #${r.fill('^########')} has been shipped`,
  version: (r) => `Installed version 10.4.0.${r.below(20)} on Windows 11 (build 26${r.digits(3)})`,
  product: (r) =>
    `${r.pick(['Echo Dot (5th Gen)', 'Sony WH-1000XM5', 'LEGO 10307 Eiffel Tower', 'Chanel No. 5'])} | Kup online`,
  price: (r) => `Teraz ${r.fill('^##')},99 zł zamiast ${r.fill('^##')},00 zł (-30%)`,
  date: (r) => `Publicado el ${10 + r.below(18)} de marzo de 2026 a las 14:35`,
  opening: () => 'Öffnungszeiten: Mo-Fr 09:00-18:30, Sa 10:00-14:00',
  results: (r) => `Wyniki 25-48 z ${r.fill('^###')} (0,${r.digits(3)} s)`,
  error: (r) =>
    `TypeError: Cannot read properties of undefined (reading 'map')\n    at Object.render (main.${r.chars(8, HEX)}.js:2:104${r.digits(3)})`,
  http: (r) => `GET /api/v3/products?limit=50 200 in ${r.fill('^##')}ms (${r.fill('^####')} bytes)`,
  isbn: () => 'ISBN 978-0-306-40615-7, 2. painos, 312 sivua',
  standard: () => 'Certified to ISO 9001:2015 and EN 60950-1; see RFC 9110 section 15.5',
  score: () => 'Legia 3-1 Lech (2-0), 74. minuta, 21 345 widzów',
  commit: (r) => `Merge commit ${r.chars(40, HEX)} into release/2026.3`,
  uuid: (r) => `Request ${r.fill('********-****-4***-b***-************')} timed out after 30000 ms`,
  css: () => '@media (min-width: 1024px) { .card::before { content: "" } }',
  code: () => 'std::vector<int>::iterator it = v.begin(); // see foo::bar',
  measure: () => 'Wymiary 120 x 60 x 75 cm, waga 14,5 kg, napięcie 230 V 50 Hz',
  tracking: (r) => `Paczka ${r.fill('RR#########PL')} jest w drodze`,
  flight: () => 'LO 281 WAW-LHR, gate 24B, boarding 06:45, seat 14C',
  label: (r) => r.pick(['Email address is required', 'Enter your phone number', 'Podaj adres e-mail', 'Passwort vergessen?', 'Name cannot be empty', 'Your password has expired', 'Address not found', 'Card declined', 'Telefon jest wymagany', 'Username already taken', 'Date of birth must be in the past']), // biome-ignore format: a row
  heading: (r) => r.pick(['Contact us by email or phone', 'Change your password', 'Saved cards', 'Passport photos in 5 minutes', 'IBAN calculator', 'How to find your IP address', 'Name your price', 'Session expired, please log in again']), // biome-ignore format: a row
  article: (r) => r.pick(['Vincent van Gogh exhibition opens in Kraków', 'Dear customers, we are open on Sunday', 'Hello and welcome back!', 'Born in the USA - vinyl LP', 'The New York Marathon 2026', 'Rodzina na swoim: 10 porad']), // biome-ignore format: a row
  timer: () => 'Elapsed 00:12:34.567, remaining 01:02:03',
  colours: (r) => `Farbe #${r.chars(6, HEX)} (rgb 12, 34, 56)`,
  phoneModel: () => 'iPhone 15 Pro Max 256 GB, Pixel 8a, Galaxy A54 5G',
  coupon: () => 'Użyj kodu WIOSNA2026 i odbierz 20% rabatu do 31.05',
  legal: () => 'Dz.U. 2018 poz. 1000, art. 6 ust. 1 lit. a RODO; § 25 Abs. 2 TDDDG',
  log: (r) =>
    `[2026-03-14 09:26:53,589] INFO worker-${r.below(9)} processed 12,481 rows in 3.217s (3879.7/s)`,
  doi: () => 'doi:10.1000/182, arXiv:2401.01234v2, CAS 7732-18-5',
  big: (r) => `Ponad ${r.fill('^')} 250 000 000 pobrań`,
  memory: () => 'heap 0x7ffee4c0 at 0x00007f3a, 1536 MiB used, pid 48211',
}
