import { count, type Pass } from './pass.ts'

/** The rule for URLs; see `scrubUrl`. */
export function cleanUrl(url: string, depth: number, pass: Pass): string {
  const [, start, , query = '', , fragment] = /^([^?#]*)(\?([^#]*))?(#(.*))?/s.exec(url)!
  const bare = start!.replace(/^\s*([\w+.-]+:)(?!\/\/).*/s, '$1').replace(/^([^/]*\/\/)[^/]*@/, '$1')
  // The colon keeps the text rule from taking it for a URL once more.
  let clean = cleanPart(`:${bare}`, depth, pass).slice(1)
  let mark = '?'
  for (const pair of query.split('&')) {
    const name = pair.split('=')[0]!
    if (
      /^utm_(source|medium|campaign|term|content)$/.test(name) ||
      (pass.options.params?.includes(name) && !/clk?id|braid|fat_id/i.test(name))
    ) {
      clean += mark + cleanPart(pair, depth, pass)
      mark = '&'
    } else if (pair) count(pass, 'param')
  }
  if (!fragment) return clean
  if (/^[/!]/.test(fragment) && depth < 4) return `${clean}#${pass.url(fragment, depth + 1, pass)}`
  count(pass, 'param')
  return clean
}

function cleanPart(part: string, depth: number, pass: Pass): string {
  const spaced = part.replace(/\+/g, ' ')
  const clean = pass.text(spaced, depth, pass)
  return clean === spaced ? part : clean.replace(/[^\w./:[\]=-]+/g, encodeURIComponent)
}
