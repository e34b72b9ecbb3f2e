import { decoded } from './decoded.ts'
import { count, type Pass } from './pass.ts'

const KEPT = /^utm_(?:source|medium|campaign|term|content)$/
const CLICK_ID = /^(?:[gd]cl(?:id|src)|[wg]braid|fbclid|msclkid|t[tw]clid|li_fat_id|yclid|igshid|mc_eid)$/i

/** The rule for URLs; see `scrubUrl`. */
export function cleanUrl(url: string, depth: number, pass: Pass): string {
  const opaque = /^\s*((?:javascript|data|blob|file|mailto|tel|sms):)\S/i.exec(url)
  if (opaque) {
    count(pass, 'url')
    return opaque[1]!
  }
  const parts = /^([a-z][a-z\d+.-]*:(?=\/\/))?(\/\/[^/?#]*)?([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/is.exec(
    url.slice(0, 65_536),
  )!
  const [, scheme = '', authority = '', path = '', query = '', fragment = ''] = parts
  const host = authority.replace(/[^/].*@/s, () => {
    count(pass, 'password')
    return ''
  })
  let clean = scheme + host.replace(/[^/].*/s, (name) => pass.text(name, 9)) + cleanPath(path, depth, pass)
  const kept = query.split('&').flatMap((pair) => cleanParam(pair, depth, pass))
  if (kept.length) clean += `?${kept.join('&')}`
  if (/^[/!]/.test(fragment) && depth < 5) return `${clean}#${pass.url(fragment, depth + 3)}`
  if (fragment) count(pass, 'fragment')
  return clean
}

function cleanPath(path: string, depth: number, pass: Pass): string {
  let secretNext = false
  return path.replace(/[^/]+/g, (segment) => {
    const isSecret = secretNext && /^(?=.*\d)[\w.~-]{16,}$/.test(segment)
    secretNext = /reset|invit|verif|confirm|activat|unsub|magic|token/i.test(segment)
    if (isSecret) {
      count(pass, 'token')
      return '[token]'
    }
    return cleanPart(segment, segment, depth, pass)
  })
}

function cleanParam(pair: string, depth: number, pass: Pass): string[] {
  if (!pair) return []
  const [name = '', ...rest] = pair.split('=')
  const key = decoded(name)
  if (CLICK_ID.test(key) || !(KEPT.test(key) || pass.options.params?.includes(key))) {
    count(pass, 'param')
    return []
  }
  const value = rest.join('=')
  return [`${name}${rest.length ? '=' : ''}${cleanPart(value, value.replace(/\+/g, ' '), depth, pass)}`]
}

function cleanPart(part: string, spaced: string, depth: number, pass: Pass): string {
  const plain = decoded(spaced)
  const clean = pass.text(plain, depth + 1)
  return clean === plain ? part : encodeURIComponent(clean).replace(/%5B(\w+)%5D/g, '[$1]')
}
