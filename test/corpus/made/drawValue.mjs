import { card, iban, imei, wallet } from './accounts.mjs'
import { dob, healthId, passport, username } from './contextual.mjs'
import { email } from './email.mjs'
import { idsEast } from './idsEast.mjs'
import { idsNorthWest } from './idsNorthWest.mjs'
import { idsWorld } from './idsWorld.mjs'
import { locales } from './locales.mjs'
import { ipv4, ipv6, mac } from './network.mjs'
import { password, token } from './secrets.mjs'
import { words } from './words.mjs'

const ids = [...idsNorthWest, ...idsEast, ...idsWorld]
const FAMILY_FIRST = new Set(['hu', 'jp', 'kr'])
/** Types that nothing but a key or a label gives away. */
const NEVER_BARE = new Set(['name', 'address', 'password', 'username', 'dob', 'passport', 'plate', 'health_id', 'imei', 'geo']) // biome-ignore format: a list

const makers = {
  email: (r) => ({ value: email(r) }),
  phone: (r, locale) =>
    r.chance(0.45)
      ? { value: r.fill(r.pick(locale.abroad)) }
      : { value: r.fill(r.pick(locale.here)), bare: r.chance(0.4) },
  name: (r, locale) => ({ value: nameOf(r, locale) }),
  address: (r, locale) => ({ value: r.fill(r.pick(locale.addresses)) }),
  plate: (r, locale) => ({ value: r.fill(r.pick(locale.plates)) }),
  dob: (r, locale) => ({ value: dob(r, locale) }),
  password: (r) => ({ value: password(r) }),
  username: (r) => ({ value: username(r) }),
  passport: (r) => ({ value: passport(r) }),
  health_id: (r) => ({ value: healthId(r) }),
  card: (r) => ({ value: card(r) }),
  iban: (r) => ({ value: iban(r) }),
  ipv4: (r) => ({ value: ipv4(r) }),
  ipv6: (r) => ({ value: ipv6(r) }),
  mac: (r) => ({ value: mac(r) }),
  imei: (r) => ({ value: imei(r) }),
  crypto: (r) => wallet(r),
  token: (r) => token(r),
}

/**
 * A value of a type of personal data from a country of the draw's choice, with what fields that hold it are called.
 *
 * @returns `{ type, value, sub, bare, keys, labels, language }`; `bare` where the value can be told without a key
 *   or a label; `keys` as words with spaces, or as sites write them
 */
export function drawValue(r, type) {
  const own = ids.filter((id) => (id.type ?? 'national_id') === type)
  if (own.length > 0 && (type !== 'health_id' || r.chance(0.25))) {
    const id = r.pick(own)
    const value = id.make(r)
    return {
      type,
      value,
      sub: id.kind,
      // ten digits in a row are too often an order's number
      bare: Boolean(id.bare) && (/\D/.test(value) || value.length > 10),
      keys: id.keys,
      labels: id.labels,
      language: 'en',
    }
  }
  const locale = r.pick(locales)
  const made = makers[type](r, locale)
  const inLanguage = words[type][locale.language]
  const { keys, labels } = inLanguage && r.chance(0.5) ? inLanguage : words[type].en
  const bare = !NEVER_BARE.has(type) && (made.bare ?? true)
  return { type, sub: locale.code, ...made, bare, keys, labels, language: locale.language }
}

function nameOf(r, { code, given, family }) {
  const one = [r.pick(given), r.pick(family)]
  if (FAMILY_FIRST.has(code)) one.reverse()
  return r.pick([() => one.join(' '), () => one.join(' '), () => one[0], () => one[1]])()
}
