import { drawValue } from './drawValue.mjs'
import { email, hiddenEmail } from './email.mjs'
import { allEntities } from './propShapes.mjs'

const ARABIC = '٠١٢٣٤٥٦٧٨٩'
const FULL_WIDTH = '０１２３４５６７８９'

const one = (kind, input, entry) => ({ kind, input, pii: [{ ctx: 'label', ...entry }] })

/** Cases whose values are written so that patterns pass them by. */
const MAKERS = {
  hidden: (r) => {
    const value = hiddenEmail(r)
    return one('text', `napisz do mnie: ${value}`, { type: 'email', value, ctx: 'none', hard: true })
  },
  fullWidthAt: (r) => {
    const value = email(r)
    return one('text', `メールアドレス：${value.replace('@', '＠')}`, { type: 'email', value, enc: 'width' })
  },
  fullWidthDigits: (r) => {
    const { value } = drawValue(r, 'card')
    const wide = value.replace(/\d/g, (digit) => FULL_WIDTH[Number(digit)])
    return one('text', `カード番号：${wide}`, { type: 'card', value, enc: 'width' })
  },
  arabicDigits: (r) => {
    const value = drawValue(r, 'phone').value.replace(/\d/g, (digit) => ARABIC[Number(digit)])
    return one('text', `الهاتف: ${value}`, { type: 'phone', value, enc: 'digits' })
  },
  entities: (r) => {
    const { type, value } = drawValue(r, r.pick(['email', 'phone', 'card', 'ipv4']))
    return one(
      'prop',
      { html: `<span class="v">${allEntities(value)}</span>` },
      { type, value, ctx: 'none', enc: 'entities' },
    )
  },
  tailBase64: (r) => {
    const { type, value } = drawValue(r, r.pick(['email', 'card']))
    const once = Buffer.from(value).toString('base64')
    return one('prop', { s: `v1.${once}` }, { type, value, ctx: 'none', enc: 'base64' })
  },
}

/** A case that is hard to read. */
export function disguised(r) {
  const name = r.pick(Object.keys(MAKERS))
  return { ...MAKERS[name](r), source: `made/disguised/${name}` }
}
