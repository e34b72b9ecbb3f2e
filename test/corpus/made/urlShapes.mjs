const encode = encodeURIComponent
const HOSTS = [
  'https://sklep.example',
  'https://www.butik.example',
  'https://app.loja.example',
  'http://intranet.test:8080',
  'https://kauppa.example',
  '',
]
const host = (r) => r.pick(HOSTS)
const absolute = (r) => r.pick(HOSTS.slice(0, -1))

/** URLs in which a name tells what the value is: `make(r, value, key)` -> `{ input, keep, enc? }`. */
export const keyedUrls = {
  query: (r, value, key) => ({
    input: `${host(r)}/rejestracja?${encode(key)}=${encode(value)}`,
    keep: ['rejestracja'],
  }),
  form: (r, value, key) => ({
    input: `${host(r)}/contact/send?utm_medium=cpc&${key}=${encode(value).replaceAll('%20', '+')}`,
    keep: ['contact', 'cpc'],
  }),
  bracket: (r, value, key) => ({
    input: `${host(r)}/kasse?${r.pick([`user%5B${encode(key)}%5D`, `f[${encode(key)}]`, `order[buyer][${encode(key)}]`])}=${encode(value)}`,
    keep: ['kasse'],
  }),
  hashRoute: (r, value, key) => ({
    input: `${absolute(r)}/app#/profil/edit?${encode(key)}=${encode(value)}`,
    keep: ['app'],
  }),
  fragment: (r, value, key) => ({
    input: `${absolute(r)}/cb#lang=fi&${encode(key)}=${encode(value)}`,
    keep: ['cb'],
  }),
  segment: (r, value, key) => ({
    input: `${host(r)}/api/v2/${encode(key)}/${encode(value)}/summary`,
    keep: ['api', 'summary'],
  }),
  matrix: (r, value, key) => ({
    input: `${absolute(r)}/katalog;sort=asc;${encode(key)}=${encode(value)}/lista`,
    keep: ['katalog', 'lista'],
  }),
  redirect: (r, value, key) => ({
    input: `${absolute(r)}/sso?return_to=${encode(`/panel?${encode(key)}=${encode(value)}`)}`,
    keep: ['sso'],
    enc: 'double',
  }),
  redirectTwice: (r, value, key) => ({
    input: `${absolute(r)}/out?url=${encode(`https://x.example/a?next=${encode(`/b?${encode(key)}=${encode(value)}`)}`)}`,
    keep: ['out'],
    enc: 'double',
  }),
  json: (r, value, key) => ({
    input: `${host(r)}/search?filter=${encode(JSON.stringify({ page: 1, [key]: value }))}`,
    keep: ['search'],
  }),
  base64: (r, value, key) => ({
    input: `${absolute(r)}/e?payload=${Buffer.from(JSON.stringify({ [key]: value })).toString('base64url')}`,
    keep: ['/e'],
    enc: 'base64',
  }),
  semicolons: (r, value, key) => ({
    input: `${absolute(r)}/vyhledat?lang=cs;${encode(key)}=${encode(value)}`,
    keep: ['vyhledat'],
  }),
}

/** URLs in which nothing tells what the value is but itself. */
export const bareUrls = {
  path: (r, value) => ({
    input: `${host(r)}/uzytkownicy/${encode(value)}/zamowienia`,
    keep: ['uzytkownicy', 'zamowienia'],
  }),
  search: (r, value) => ({ input: `${host(r)}/hledat?q=${encode(value)}`, keep: ['hledat'] }),
  last: (r, value) => ({ input: `${absolute(r)}/v/${encode(value)}`, keep: [] }),
  base64Segment: (r, value) => ({
    input: `${absolute(r)}/unsub/${Buffer.from(value).toString('base64url')}`,
    keep: ['unsub'],
    enc: 'base64',
  }),
  doublePath: (r, value) => ({
    input: `${absolute(r)}/p/${encode(encode(value))}/info`,
    keep: ['info'],
    enc: 'double',
  }),
  textFragment: (r, value) => ({ input: `${absolute(r)}/doc#:~:text=${encode(value)}`, keep: ['doc'] }),
  campaign: (r, value) => ({
    input: `${absolute(r)}/?utm_source=mailing&utm_content=${encode(value)}`,
    keep: ['mailing'],
  }),
}

/** User and password before a host: RFC 3986, section 3.2.1. */
export function withUserInfo(r, user, secret) {
  const scheme = r.pick(['mongodb+srv', 'redis', 'ftp', 'https', 'amqps', 'mysql'])
  return `${scheme}://${encode(user)}:${encode(secret)}@db-3.example/${r.pick(['katalog', 'sklep', 'metrics'])}`
}
