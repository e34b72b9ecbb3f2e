import { decoded } from './decoded.ts'
import { count, type Pass } from './pass.ts'

/** The rule for URLs; see `scrubUrl`. */
export function cleanUrl(url: string, depth: number, pass: Pass): string {
  const [, start = '', , query = '', , fragment = ''] = /^([^?#]*)(\?([^#]*))?(#(.*))?/s.exec(url)!
  const bare = start
    .replace(/^\s*([a-z][\w+.-]*:)(?!\/\/).*/is, '$1')
    .replace(/^([^/]*\/\/)[^/]*@/, (_, scheme: string) => {
      count(pass, 'password')
      return scheme
    })
  // The colon keeps the text rule from taking it for a URL once more.
  let clean = cleanPart(`:${bare}`, depth, pass).slice(1)
  const kept = query.split('&').filter((pair) => pair && isKept(decoded(pair.split('=')[0]!), pass))
  if (kept[0]) clean += `?${kept.map((pair) => cleanPart(pair, depth, pass)).join('&')}`
  if (/^[/!]/.test(fragment) && depth < 4) return `${clean}#${pass.url(fragment, depth + 1)}`
  if (fragment) count(pass, 'fragment')
  return clean
}

function isKept(name: string, pass: Pass): boolean {
  const kept =
    (/^utm_(source|medium|campaign|term|content)$/.test(name) || pass.options.params?.includes(name)) &&
    !/^(\w*cl(k?id|src)|[wg]braid|li_fat_id)$/i.test(name)
  if (!kept) count(pass, 'param')
  return !!kept
}

function cleanPart(part: string, depth: number, pass: Pass): string {
  const plain = decoded(part.replace(/\+/g, ' '))
  const clean = pass.text(plain, depth)
  return clean === plain ? part : clean.replace(/[^\w./:@~[\];=,-]+/g, encodeURIComponent)
}
