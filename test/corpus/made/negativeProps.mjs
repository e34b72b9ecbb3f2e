import { luhn } from './checksums.mjs'

const HEX = '0123456789abcdef'
const uuid = (r) => r.fill('********-****-4***-a***-************')
const day = (r) => `2026-0${1 + r.below(9)}-1${r.digits(1)}`
const ean = (r) => {
  const body = `590${r.digits(9)}`
  const sum = [...body].reduce((total, digit, at) => total + Number(digit) * (at % 2 ? 3 : 1), 0)
  return body + ((10 - (sum % 10)) % 10)
}

/** Bags of properties without personal data that look as if they had some; each a kind of its own. */
export const negativeProps = {
  optIns: (r) => ({
    email_opt_in: r.chance(0.5),
    sms_consent: false,
    phone_verified: true,
    marketingEmails: 'weekly',
  }),
  layouts: (r) => ({
    card_layout: r.pick(['grid', 'stacked']),
    card_count: r.below(40),
    cardSize: 'lg',
    card_position: 3,
  }),
  bannerName: (r) => ({
    name: r.pick(['hero-banner', 'footer-cta', 'cookie-bar']),
    creative: 'v2',
    slot: 'top_3',
  }),
  eventNames: (r) => ({
    event_name: r.pick(['page_view', 'add_to_wishlist', 'video_50']),
    screen_name: 'ProductList',
  }),
  productNames: (r) => ({ product_name: r.pick(['Echo Dot (5th Gen)', 'Nivea Men 2-pack', 'Samsung Galaxy S24 Ultra', 'Levi’s 501']), brand: 'Samsung', list_name: 'Zimowa wyprzedaż' }), // biome-ignore format: a row
  campaignNames: () => ({
    campaign_name: 'spring_sale_2026',
    ad_group: 'brand-exact',
    file_name: 'lookbook-ss26.pdf',
  }),
  ipVersion: () => ({ ip_version: 4, http_version: 'HTTP/2', protocol: 'h3' }),
  macSystem: () => ({ os: 'Mac OS X 10.15.7', mac_os_version: '14.2.1', platform: 'MacIntel' }),
  userAgent: () => ({
    user_agent:
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36',
  }),
  versions: (r) => ({
    version: `10.${r.below(9)}.0.1 build ${r.digits(4)}`,
    driver: `31.0.15.${r.digits(4)}`,
    sdk: '4.12.0-rc.1',
  }),
  orderNumber: (r) => ({ order_number: r.fill('ZAM-########'), invoice_no: r.fill('FV/2026/03/0###') }),
  orderId: (r) => ({ order_id: Number(r.fill('^#########')), line_items: 2 }),
  sku: (r) => ({ sku: r.fill('KUR-####-@@'), variant_id: r.fill('4^###########'), qty: 1 }),
  ean: (r) => ({ ean: ean(r), gtin: `0${ean(r)}`, unit: 'szt' }),
  isbn: () => ({ isbn: '978-3-16-148410-0', pages: 312, format: 'paperback' }),
  timestamps: (r) => ({
    ts: 1_760_000_000_000 + r.below(1e9),
    created: 1_760_000_000 + r.below(1e7),
    tz_offset: -120,
  }),
  isoTimes: (r) => ({ started_at: `${day(r)}T08:${r.fill('4#')}:15.204Z`, due: day(r), slot: '12:30-13:15' }),
  gitHash: (r) => ({ commit: r.chars(40, HEX), short_sha: r.chars(7, HEX), branch: 'release/2026.3' }),
  requestIds: (r) => ({ request_id: uuid(r), trace_id: r.chars(32, HEX), span_id: r.chars(16, HEX) }),
  traceparent: (r) => ({ traceparent: `00-${r.chars(32, HEX)}-${r.chars(16, HEX)}-01` }),
  experiment: (r) => ({ experiment_id: r.fill('exp_####'), variant: 'control', bucket: r.below(1000) }),
  tracking: (r) => ({ tracking_no: r.fill('RR#########PL'), carrier: 'Poczta Polska', parcels: 1 }),
  trackingLong: (r) => ({
    trackingNumber: r.fill('1Z@##@##0#########'),
    shipment: r.fill('JD01460000########'),
  }),
  prices: (r) => ({ price: `1 ${r.digits(3)},99 zł`, total: Number(r.fill('^##.##')), tax_rate: 0.23 }),
  cents: (r) => ({ amount: Number(r.fill('^#####')), currency: 'JPY', discount_pct: 12.5 }),
  cssClass: () => ({
    class_name: 'btn btn--primary mt-4 md:w-1/2',
    selector: '#main > ul.card-list li:nth-child(2)',
  }),
  colours: (r) => ({
    color: `#${r.chars(6, HEX)}`,
    background: 'rgba(12, 34, 56, 0.5)',
    palette: ['#0af', '#ffcc00'],
  }),
  screen: () => ({ screen: '2560x1440', viewport: '1280x720', pixel_ratio: 1.5, color_depth: 24 }),
  coarsePlace: () => ({ lat: 52.2, lng: 21, accuracy: 'city' }),
  vitals: (r) => ({
    lcp: Number(r.fill('^###.######')),
    cls: Number(`0.0${r.fill('######^')}`),
    ttfb: Number(r.fill('^##.####')),
  }),
  scores: () => ({ score: 0.9731842, p95: 812.25, ratio: 1.7777777778, confidence: 99.73 }),
  build: (r) => ({
    build: `2026031${r.digits(1)}.3`,
    image: `images.example/web:${r.chars(12, HEX)}`,
    pod: 'api-7d9f8b6c5-x2x4k',
  }),
  airports: () => ({ from: 'WAW', to: 'GRU', flight: 'LO 281', cabin: 'Y', fare_class: 'ECOSAVER' }),
  mime: () => ({
    mime: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    bytes: 48_211,
    encoding: 'utf-8',
  }),
  passwordMeta: () => ({
    password_strength: 'strong',
    password_length: 14,
    show_password: false,
    password_reset_clicked: true,
  }),
  tokenMeta: (r) => ({
    token_count: r.below(4000),
    max_tokens: 4096,
    tokenizer: 'o200k',
    token_type: 'bearer',
  }),
  addressMeta: () => ({
    address_count: 2,
    address_type: 'home',
    has_shipping_address: true,
    email_domain_type: 'free',
  }),
  userMeta: () => ({
    user_type: 'returning',
    username_available: true,
    user_count: 1841,
    login_method: 'google',
  }),
  sessionMeta: () => ({ session_count: 12, session_duration: 381, is_new_session: false, session_number: 3 }),
  passportMeta: () => ({
    passport_required: true,
    visa_type: 'tourist',
    plate_size: '27 cm',
    dob_visible: false,
  }),
  phoneMeta: () => ({
    phone_model: 'Pixel 8a',
    phone_os: 'Android 15',
    phone_country: 'SE',
    phone_field_errors: 1,
  }),
  cardMeta: () => ({
    card_type: 'visa',
    card_brand: 'mastercard',
    payment_method: 'blik',
    gift_card_used: false,
  }),
  images: () => ({ src: '/img/logo@2x.png', srcset: 'hero@1x.webp 1x, hero@3x.webp 3x' }),
  packages: () => ({ dependency: '@vendor/ui-kit@4.2.0', bundle: 'react-dom@19.1.1/client.js' }),
  kubernetes: (r) => ({
    node: `ip-pool-${r.below(9)}`,
    zone: 'eu-north-1a',
    digest: `sha256:${r.chars(64, HEX)}`,
  }),
  counts: (r) => ({
    impressions: `1,${r.digits(3)},${r.digits(3)}`,
    followers: Number(r.fill('^######')),
    views_28d: 918_273,
  }),
  cron: () => ({ schedule: '0 4 * * 1-5', retry: '5m', window: '02:00:00' }),
  chemistry: () => ({ cas: '7732-18-5', hs_code: '8517.62.00', standard: 'EN 13432:2000' }),
  sizes: () => ({ size: '42 2/3', dims: '120 x 60 x 75 cm', weight: '1.250 kg' }),
  integrity: (r) => ({
    integrity: `sha384-${Buffer.from(r.chars(48, HEX)).toString('base64')}`,
    crossorigin: 'anonymous',
  }),
  cursor: (r) => ({ page_size: 50, cursor: `idx:${r.digits(5)}`, sort: '-created', has_more: true }),
  svg: () => ({ d: 'M10.5 20.25 L30 40.125 H12 V6 Z', viewBox: '0 0 24 24' }),
  serial: (r) => ({ firmware: '2.0.14.3', part: r.fill('A2###-####-C'), revision: 'D' }),
  storeNames: () => ({
    store_name: 'Galeria Mokotów',
    category_name: 'Buty damskie',
    city_tier: 1,
    plan_name: 'Pro Annual',
  }),
  languages: () => ({
    locale: 'pt-BR',
    accept: 'nb-NO,nb;q=0.9,en;q=0.8',
    country: 'NO',
    timezone: 'Europe/Oslo',
  }),
  longId: (r) => ({ campaign_id: withoutLuhn(r.fill('120################')), adset: r.fill('^####') }),
}

/** Advertisers' ids are long; one that passed the check of a card would rightly be taken for a card. */
function withoutLuhn(number) {
  return luhn(number.slice(0, -1)) === number.at(-1)
    ? `${number.slice(0, -1)}${(Number(number.at(-1)) + 1) % 10}`
    : number
}
