import { keyOf, labelled } from './announce.mjs'
import { bareProps, keyedProps } from './propShapes.mjs'
import { bareTexts, keyedTexts, labelledTexts } from './textShapes.mjs'
import { bareUrls, keyedUrls } from './urlShapes.mjs'

/** Fields of an event that hold text written for people. */
const SPOKEN_KEYS = ['message', 'error', 'title', 'text', 'aria_label', 'note', 'innerText', 'komunikat']

/**
 * One case around a value: announced by a key, by a label in a text, or not at all, where the value can be told by
 * itself.
 */
export function shaped(r, value) {
  const ways = value.bare ? [...KEYED, ...LABELLED, ...BARE, ...BARE] : [...KEYED, ...LABELLED]
  const { ctx, source, kind, input, keep, enc } = r.pick(ways)(r, value)
  const entry = { type: value.type, value: value.value, ctx }
  if (enc) entry.enc = enc
  if (value.sub) entry.sub = value.sub
  return { kind, input, keep, pii: [entry], source: `made/${source}` }
}

const KEYED = [
  ...Array.from({ length: 4 }, () => (r, value) => {
    const name = r.pick(Object.keys(keyedProps))
    const made = keyedProps[name](
      r,
      value.value,
      keyOf(r, value, /xml|cookie|graphqlInline|logLine/.test(name)),
    )
    return { ctx: 'key', source: `prop/${name}`, kind: 'prop', ...made }
  }),
  ...Array.from({ length: 2 }, () => (r, value) => {
    const name = r.pick(Object.keys(keyedUrls))
    return {
      ctx: 'key',
      source: `url/${name}`,
      kind: 'url',
      ...keyedUrls[name](r, value.value, keyOf(r, value, true)),
    }
  }),
  (r, value) => {
    const [input, ...keep] = r.pick(keyedTexts)(value.value, keyOf(r, value, true))
    return { ctx: 'key', source: 'text/keyed', kind: 'text', input, keep }
  },
]

const LABELLED = [
  (r, value) => {
    const [input, ...keep] = r.pick(labelledTexts)(labelled(r, value))
    return { ctx: 'label', source: 'text/labelled', kind: 'text', input, keep }
  },
  (r, value) => {
    const [input, ...keep] = r.pick(labelledTexts)(labelled(r, value))
    const bag = { component: 'Toast', [r.pick(SPOKEN_KEYS)]: input }
    return { ctx: 'label', source: 'prop/labelled', kind: 'prop', input: bag, keep: [...keep, 'Toast'] }
  },
]

const BARE = [
  (r, value) => {
    const name = r.pick(Object.keys(bareProps))
    return { ctx: 'none', source: `prop/bare-${name}`, kind: 'prop', ...bareProps[name](r, value.value) }
  },
  (r, value) => {
    const [input, ...keep] = r.pick(bareTexts)(value.value)
    return { ctx: 'none', source: 'text/bare', kind: 'text', input, keep }
  },
  (r, value) => {
    const name = r.pick(Object.keys(bareUrls))
    return { ctx: 'none', source: `url/bare-${name}`, kind: 'url', ...bareUrls[name](r, value.value) }
  },
]
