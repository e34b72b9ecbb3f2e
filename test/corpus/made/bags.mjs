import { username } from './contextual.mjs'
import { drawValue } from './drawValue.mjs'
import { password } from './secrets.mjs'
import { withUserInfo } from './urlShapes.mjs'

const entry = (drawn, ctx = 'key') => ({ type: drawn.type, value: drawn.value, ctx })

/** Cases with several values at once: a checkout, what a tag passes on, a header, a log of a proxy, a connection. */
const MAKERS = {
  checkout: (r) => {
    const [email, phone, name, address, card] = ['email', 'phone', 'name', 'address', 'card'].map((type) =>
      drawValue(r, type),
    )
    return {
      kind: 'prop',
      input: {
        step: 'betaling',
        buyer: { contactName: name.value, mailAddress: email.value, mobileNo: phone.value },
        shipTo: { streetLine: address.value, countryCode: 'DK' },
        payment: { method: 'card', ccNumber: card.value },
        lines: [{ sku: 'KUR-4417', qty: 2, unit_price: 349.5 }],
      },
      pii: [email, phone, name, address, card].map((drawn) => entry(drawn)),
      keep: ['betaling', 'KUR-4417', '349.5'],
    }
  },
  tagData: (r) => {
    const [email, phone, address] = ['email', 'phone', 'address'].map((type) => drawValue(r, type))
    return {
      kind: 'prop',
      input: {
        event: 'generate_lead',
        user_data: {
          email_address: email.value,
          phone_number: phone.value,
          address: { street: address.value, country: 'HU' },
        },
        value: 120,
      },
      pii: [email, phone, address].map((drawn) => entry(drawn)),
      keep: ['generate_lead', '120'],
    }
  },
  proxyLog: (r) => {
    const [ip, mail, token] = ['ipv4', 'email', 'token'].map((type) => drawValue(r, type))
    return {
      kind: 'text',
      input: `${ip.value} - - [14/Mar/2026:09:26:53 +0100] "GET /konto?e=${encodeURIComponent(mail.value)} HTTP/1.1" 200 5316 "-" "Authorization: Bearer ${token.value}"`,
      pii: [entry(ip, 'none'), entry(mail, 'none'), entry(token, 'label')],
      keep: ['HTTP/1.1'],
    }
  },
  forwarded: (r) => {
    const [one, two] = [drawValue(r, 'ipv4'), drawValue(r, 'ipv6')]
    return {
      kind: 'prop',
      input: { headers: { 'x-forwarded-for': `${one.value}, ${two.value}`, 'accept-language': 'sk-SK' } },
      pii: [entry(one), entry(two)],
      keep: ['sk-SK'],
    }
  },
  hostPort: (r) => {
    const [one, two] = [drawValue(r, 'ipv4'), drawValue(r, 'ipv6')]
    return {
      kind: 'text',
      input: `upstream refused ${one.value}:8443, retried [${two.value}]:443`,
      pii: [entry(one, 'none'), entry(two, 'none')],
      keep: ['upstream refused'],
    }
  },
  connection: (r) => {
    const user = { type: 'username', value: username(r) }
    const secret = { type: 'password', value: password(r) }
    return {
      kind: 'url',
      input: withUserInfo(r, user.value, secret.value),
      pii: [entry(user), entry(secret)],
      keep: [],
    }
  },
  chat: (r) => {
    const [name, phone, id] = ['name', 'phone', 'national_id'].map((type) => drawValue(r, type))
    return {
      kind: 'text',
      input: `agent: how can I help?\nvisitor: Full name: ${name.value}\nvisitor: Phone: ${phone.value}\nvisitor: ${id.labels[0]}: ${id.value}`,
      pii: [entry(name, 'label'), entry(phone, 'label'), { ...entry(id, 'label'), sub: id.sub }],
      keep: ['how can I help'],
    }
  },
  contactLink: (r) => {
    const mail = drawValue(r, 'email')
    return {
      kind: 'prop',
      input: { outbound: `mailto:${mail.value}?subject=Hej`, area: 'footer' },
      pii: [entry(mail, 'none')],
      keep: ['footer'],
    }
  },
  callLink: (r) => {
    const phone = drawValue(r, 'phone')
    return {
      kind: 'prop',
      input: { href: `tel:${phone.value.replace(/[^\d+]/g, '')}`, area: 'footer' },
      pii: [{ type: 'phone', value: phone.value.replace(/[^\d+]/g, ''), ctx: 'key' }],
      keep: ['footer'],
    }
  },
}

/** A case with several values. */
export function bags(r) {
  const name = r.pick(Object.keys(MAKERS))
  return { ...MAKERS[name](r), source: `made/bags/${name}` }
}
