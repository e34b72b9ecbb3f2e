const LOWER = 'abcdefghijklmnopqrstuvwxyz'
const BASE62 = `ABCDEFGHIJKLMNOPQRSTUVWXYZ${LOWER}0123456789`
const URL64 = `${BASE62}-_`
const HEX = '0123456789abcdef'

/** Vendors' documented forms, prefix and body apart so that no string here looks like a live secret. */
const FORMS = [
  (r) => `${r.pick(['ghp', 'gho', 'ghs'])}_${r.chars(36, BASE62)}`,
  (r) => `github_${'pat'}_${r.chars(22, BASE62)}_${r.chars(59, BASE62)}`,
  (r) => `gl${'pat'}-${r.chars(20, URL64)}`,
  (r) => `xox${r.pick('bp')}-${r.digits(12)}-${r.digits(12)}-${r.chars(24, BASE62)}`,
  (r) => `${r.pick(['sk', 'rk'])}_${r.pick(['live', 'test'])}_${r.chars(24, BASE62)}`,
  (r) => `whsec_${r.chars(32, BASE62)}`,
  (r) => `${r.pick(['AKIA', 'ASIA'])}${r.chars(16, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567')}`,
  (r) => `AI${'za'}${r.chars(35, URL64)}`,
  (r) => `ya29.${r.chars(60, URL64)}`,
  (r) => `1//0${r.chars(40, URL64)}`,
  (r) => `npm_${r.chars(36, BASE62)}`,
  (r) => `py${'pi'}-AgEIcHlwaS5vcmc${r.chars(60, URL64)}`,
  (r) => `sk-${r.pick(['proj', 'ant-api03'])}-${r.chars(48, URL64)}`,
  (r) => `hf_${r.chars(34, BASE62)}`,
  (r) => `do${'p'}_v1_${r.chars(64, HEX)}`,
  (r) => `shp${r.pick(['at', 'ca', 'ss'])}_${r.chars(32, HEX)}`,
  (r) => `${r.fill('^#########')}:AA${r.chars(33, URL64)}`,
  (r) => `sq0${r.pick(['atp', 'csp'])}-${r.chars(30, URL64)}`,
  (r) => `hvs.${r.chars(90, URL64)}`,
  (r) => `lin_api_${r.chars(40, BASE62)}`,
  (r) => `glsa_${r.chars(32, BASE62)}_${r.chars(8, HEX)}`,
  (r) => `PMAK-${r.chars(24, HEX)}-${r.chars(34, HEX)}`,
  (r) => `dapi${r.chars(32, HEX)}`,
  (r) => `EAA${r.chars(120, BASE62)}`,
  (r) => jwt(r),
  (r) => jwt(r),
  (r) => jwt(r),
  (r) => jwt(r),
]
/** Values without a form of their own, which only a key or a label gives away. */
const OPAQUE = [
  (r) => r.chars(32, HEX),
  (r) => r.chars(40, HEX),
  (r) => r.chars(43, URL64),
  (r) => r.chars(26, `${LOWER}0123456789`),
  (r) => `${r.chars(8, HEX)}-${r.chars(4, HEX)}-4${r.chars(3, HEX)}-a${r.chars(3, HEX)}-${r.chars(12, HEX)}`,
  (r) => Buffer.from(r.chars(30, BASE62)).toString('base64'),
  (r) => r.fill('@@@@-####-@@@@-####'),
  (r) => r.chars(20, BASE62),
  (r) => `s%3A${r.chars(32, URL64)}.${r.chars(43, BASE62)}`,
]

/** A credential as `{ value, bare }`; `bare` where its form is a vendor's or RFC 7519's. */
export function token(r) {
  return r.chance(0.55) ? { value: r.pick(FORMS)(r), bare: true } : { value: r.pick(OPAQUE)(r), bare: false }
}

/** RFC 7519: header, claims, signature. */
function jwt(r) {
  const part = (object) => Buffer.from(JSON.stringify(object)).toString('base64url')
  const header = { alg: r.pick(['HS256', 'RS256', 'ES256']), typ: 'JWT' }
  const claims = {
    sub: r.digits(10),
    iat: 1_500_000_000 + r.below(3e8),
    aud: r.pick(['web', 'api', 'mobile']),
  }
  return `${part(header)}.${part(claims)}.${r.chars(r.pick([43, 86]), URL64)}`
}

const WORDS = ['Wiosna', 'kaffe', 'Sakura', 'pingvin', 'Praia', 'vinterdag', 'Ljubav', 'tornado', 'Perro', 'Köprü', 'qwerty', 'Letmein'] // biome-ignore format: a list

/** What people choose as a password, a PIN, or what a manager makes for them. */
export function password(r) {
  return r.pick([
    () => `${r.pick(WORDS)}${r.digits(4)}${r.pick('!?.#*')}`,
    () => `${r.pick(WORDS)}-${r.pick(WORDS)}-${r.pick(WORDS)}`,
    () => r.chars(14, `${BASE62}!@#^*_.`),
    () => `${r.pick(WORDS)}${r.pick(['2019', '1987', '123', '007'])}`,
    () => r.pick(WORDS).toLowerCase().replace('a', '4').replace('e', '3') + r.digits(3),
  ])()
}
