const HEX = '0123456789abcdef'

/** URLs without personal data that look as if they had some; each a kind of its own. */
export const negativeUrls = {
  article: (r) => `https://blog.example/2026/0${r.fill('^')}/jak-wybrac-rower-${r.digits(2)}`,
  product: (r) => `https://sklep.example/p/buty-trekkingowe-${r.fill('^######')}`,
  category: () => 'https://butik.example/sv/dam/skor/stovlar',
  chunk: (r) => `https://cdn.example/static/js/482.${r.chars(8, HEX)}.chunk.js`,
  image: (r) => `https://img.example/w_1200,h_630,c_fill/v17${r.digits(8)}/hero@2x.webp`,
  campaign: () =>
    'https://sklep.example/wyprzedaz?utm_source=newsletter&utm_medium=email&utm_campaign=spring_sale_2026',
  paging: (r) => `https://loja.example/tenis?page=${r.fill('^#')}&sort=price_asc`,
  language: () => 'https://docs.example/pt-br/v4.2/guides/address-autocomplete',
  uuidPath: (r) => `https://app.example/boards/${r.fill('********-****-4***-a***-************')}/view`,
  settings: () => '/account/settings/email-preferences',
  reset: () => 'https://app.example/password/forgot',
  docs: () => 'https://docs.example/api/tokens/create#request-body',
  login: () => '/uzytkownik/logowanie',
  version: () => 'https://dl.example/releases/10.0.4.1/setup-x64.msi',
  flight: () => 'https://fly.example/search/WAW-GRU/2026-07-14/2026-07-28',
  hashRoute: () => 'https://app.example/#/reports/monthly',
  media: (r) => `https://video.example/watch/${r.chars(11, 'abcdefghijkmnpqrstuvwxyzABCDEFGH')}`,
  isbn: () => 'https://books.example/isbn/9780306406157',
  order: (r) => `https://sklep.example/zamowienie/${r.fill('ZAM-########')}/dziekujemy`,
  file: () => '/pliki/regulamin-2026-03-01.pdf',
  filters: () => 'https://kauppa.example/kengat?color=black&size=42',
  repository: (r) => `https://git.example/team/web/commit/${r.chars(40, HEX)}`,
}
