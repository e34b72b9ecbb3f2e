const encode = encodeURIComponent
const NOISE = [['step', 3], ['plan', 'team'], ['variant', 'B'], ['currency', 'PLN'], ['source', 'sidebar'], ['theme', 'dark'], ['items', 2], ['channel', 'organic'], ['valid', false], ['form_version', 4], ['widget', 'newsletter-box'], ['latency_ms', 182], ['tab', 'details']] // biome-ignore format: a list
const EVENTS = [
  'lead_generated',
  'profil_zapisany',
  'checkout.shipping',
  'form-abandoned',
  'Signup Completed',
  'kyc_step',
]

const event = (r) => r.pick(EVENTS)
const noise = (r) => r.pick(NOISE)
/** Harmless strings that have to survive, of those that stand beside the value. */
const kept = (...items) => items.filter((item) => typeof item === 'string')

/** A number where the value is one that JavaScript holds exactly. */
const natural = (r, value) => (/^[1-9]\d{5,14}$/.test(value) && r.chance(0.35) ? Number(value) : value)

/** Bags of properties in which a key tells what the value is: `make(r, value, key)` -> `{ input, keep, enc? }`. */
export const keyedProps = {
  flat: (r, value, key) => {
    const [name, other] = noise(r)
    const named = event(r)
    return { input: { event: named, [key]: natural(r, value), [name]: other }, keep: kept(named, other) }
  },
  nested: (r, value, key) => {
    const [name, other] = noise(r)
    const bag = { [key]: natural(r, value), [name]: other }
    return { input: { ctx: { form: { values: bag } }, page: '/kontakt' }, keep: kept(other, '/kontakt') }
  },
  owner: (r, value, key) => ({
    input: {
      [r.pick(['customer', 'klient', 'traits', 'lead', 'guest', 'beneficiario'])]: {
        [key]: value,
        tier: 'silver',
      },
    },
    keep: ['silver'],
  }),
  pairs: (r, value, key) => {
    const [name, content] = r.pick([['name', 'value'], ['key', 'val'], ['field', 'content'], ['id', 'value'], ['label', 'value'], ['property', 'newValue']]) // biome-ignore format: a list
    return {
      input: {
        fields: [
          { [name]: 'plan', [content]: 'yearly' },
          { [name]: key, [content]: value },
        ],
      },
      keep: ['yearly'],
    }
  },
  change: (r, value, key) => ({
    input: {
      action: 'field_changed',
      [r.pick(['field', 'fieldName', 'input_name'])]: key,
      [r.pick(['value', 'to', 'new_value'])]: value,
    },
    keep: ['field_changed'],
  }),
  entries: (_, value, key) => ({
    input: {
      data: [
        ['plan', 'basic'],
        [key, value],
      ],
    },
    keep: ['basic'],
  }),
  jsonText: (r, value, key) => {
    const [name, other] = noise(r)
    return {
      input: { payload: JSON.stringify({ [name]: other, [key]: natural(r, value) }), ok: true },
      keep: kept(other),
    }
  },
  jsonInJson: (_, value, key) => ({
    input: { log: JSON.stringify({ body: JSON.stringify({ unit: 'kg', [key]: value }), code: 'E42' }) },
    keep: ['E42'],
  }),
  escapedJson: (_, value, key) => {
    const text = value.replace(/[@.]/g, (sign) => `\\u00${sign.charCodeAt(0).toString(16)}`)
    return {
      input: { raw: `{"unit":"szt","${key}":"${text.replaceAll('"', '\\"')}"}` },
      keep: ['szt'],
      enc: 'escape',
    }
  },
  graphql: (_, value, key) => ({
    input: {
      operationName: 'UpdateProfile',
      query: 'mutation UpdateProfile($input: ProfileInput!) { updateProfile(input: $input) { id } }',
      variables: { input: { [key]: value } },
    },
    keep: ['UpdateProfile', 'ProfileInput'],
  }),
  graphqlInline: (_, value, key) => ({
    input: {
      query: `mutation { saveLead(${key.replace(/[^\p{L}\p{N}_]/gu, '_')}: ${JSON.stringify(value)}, plan: "trial") { ok } }`,
    },
    keep: ['saveLead'],
  }),
  cookie: (_, value, key) => ({
    input: { cookies: `theme=dark; ${key}=${encode(value)}; lang=cs` },
    keep: ['theme=dark'],
  }),
  formBody: (_, value, key) => ({
    input: { body: `plan=basic&${encode(key)}=${encode(value).replaceAll('%20', '+')}&lang=hu` },
    keep: ['plan=basic'],
  }),
  htmlInput: (_, value, key) => ({
    input: { html: `<input type="text" name="${key}" value="${escapeHtml(value)}" class="form-row">` },
    keep: ['form-row'],
  }),
  htmlEntities: (_, value, key) => ({
    input: { html: `<input name="${key}" value="${allEntities(value)}" class="pole">` },
    keep: ['pole'],
    enc: 'entities',
  }),
  xml: (_, value, key) => {
    const tag = key.replace(/[^\p{L}\p{N}_.-]/gu, '')
    return {
      input: { request: `<Order><Currency>SEK</Currency><${tag}>${escapeHtml(value)}</${tag}></Order>` },
      keep: ['SEK'],
    }
  },
  logLine: (_, value, key) => ({
    input: {
      severity: 'notice',
      line: `level=info svc=web-2 ${key}=${/\s/.test(value) ? JSON.stringify(value) : value} status=204`,
    },
    keep: ['notice', 'svc=web-2'],
  }),
  linked: (_, value, key) => ({
    input: {
      page_location: `https://sklep.example/konto?tab=dane&${encode(key)}=${encode(value)}`,
      screen: 'account',
    },
    keep: ['account'],
  }),
  base64: (r, value, key) => {
    const bytes = Buffer.from(JSON.stringify({ [key]: value, v: 2 }))
    return {
      input: { blob: bytes.toString(r.pick(['base64', 'base64url'])), codec: 'json' },
      keep: ['codec'],
      enc: 'base64',
    }
  },
  listOf: (_, value, key) => ({ input: { [key]: [value], total: 1, view: 'grid' }, keep: ['grid'] }),
}

/** Bags in which nothing tells what the value is but itself. */
export const bareProps = {
  args: (_, value) => ({
    input: { fn: 'validateInput', args: [3, value, 'blur'] },
    keep: ['validateInput', 'blur'],
  }),
  neutral: (r, value) => {
    const key = r.pick([
      'value',
      'text',
      'input',
      'q',
      'label',
      'detail',
      'query',
      'content',
      'wartosc',
      'selected',
    ])
    return { input: { component: 'TextField', [key]: value }, keep: ['TextField'] }
  },
  clicked: (_, value) => ({ input: { el: { tag: 'a', text: value, href: '#' }, x: 120 }, keep: ['href'] }),
  base64: (r, value) => ({
    input: { state: Buffer.from(`r:${value}`).toString(r.pick(['base64', 'base64url'])), flow: 'login' },
    keep: ['login'],
    enc: 'base64',
  }),
  asKey: (_, value) => ({ input: { counts: { [value]: 3 }, group: 'daily' }, keep: ['daily'] }),
  deep: (_, value) => ({ input: { a: { b: [{ c: { d: [[value]] } }] }, kind: 'tree' }, keep: ['tree'] }),
}

export function escapeHtml(text) {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)
}

/** Every sign but letters as a numeric entity, as some frameworks write text in markup. */
export function allEntities(text) {
  return text.replace(/[^\p{L}]/gu, (sign) => `&#${sign.codePointAt(0)};`)
}
