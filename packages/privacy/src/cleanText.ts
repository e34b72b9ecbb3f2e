import type { Detector } from './detector.ts'
import { isPersonal } from './isPersonal.ts'
import { type Rules, rulesOf } from './rules.ts'
import type { ScrubCounts, ScrubOptions } from './scrubOptions.ts'

/** One scrub: what it was asked to do, and where it stands. */
export interface Scrub {
  counts: ScrubCounts
  options: ScrubOptions
  rules: Rules
  /** the nearest property key */
  field: string
}

/** The beginning of a scrub. */
export const scrubOf = (counts: ScrubCounts, options: ScrubOptions): Scrub => ({
  counts,
  options,
  rules: rulesOf(options.pack),
  field: '',
})

/** Counts one removal and gives what stands in its place; undefined for what the site excepts. */
export function remove({ counts, options, field }: Scrub, type: string): string | undefined {
  if (options.except?.some((off) => off === type || off === `${type}:${field}`)) return undefined
  counts[type] = (counts[type] ?? 0) + 1
  return `[${type}]`
}

/** What `pattern` finds and `detector` accepts, replaced by its type. */
function apply({ type, hint, pattern, accept }: Detector, text: string, scrub: Scrub): string {
  if (hint && !hint.test(text)) return text
  // What a pattern with a group hands over: the group, the place, the whole text; else no group.
  return text.replace(pattern, (match: string, ...rest: (string | number)[]) => {
    const label = rest.length > 2 ? `${rest[0]}` : ''
    const at = +rest.at(-2)! + label.length
    if (accept && !accept(match.slice(label.length), `${scrub.field}:${text.slice(0, at).slice(-40)}`))
      return match
    const mark = remove(scrub, type)
    return mark ? label + mark : match
  })
}

/** What of `text` is not beyond `most` characters: the rest is left out, and counted. */
function cut(text: string, most: number, scrub: Scrub): string {
  if (text.length <= most) return text
  remove(scrub, 'long')
  return text.slice(0, most)
}

/** One layer of percent-encoding off. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return unescape(text)
  }
}

/**
 * The rule for text: what it holds in other notations first, then the detectors, until nothing changes. Text holds
 * URLs and URLs hold text: the two rules share a file because they call each other.
 */
export function cleanText(input: string, scrub: Scrub, depth = 0): string {
  const { options, rules } = scrub
  let clean = cut(input, 65_536, scrub)
  // A plain word holds nothing.
  if (depth > 8 || !/[^a-z_-]/.test(clean)) return clean
  const odd = /[^ -$&-~]/.test(clean)
  if (odd) clean = clean.replace(/\p{Cs}/gu, '\ufffd')
  if (/\//.test(clean))
    clean = clean.replace(/(?<![^\s"'(,;=>[])([\w+.-]+:\/|\.*)\/[^\s"<>]+/g, (url) =>
      /[?#@;%]/.test(url) ? cleanUrl(url, scrub, undefined, depth + 1) : url,
    )
  // Judged decoded only: the digits of the encoding itself mean nothing.
  const flat = odd ? decode(clean.normalize('NFKC')) : clean
  const plain = rules.pack?.normal(flat) ?? flat
  if (plain !== clean) {
    const within = cleanText(plain, scrub, depth + 1)
    return within === plain ? clean : within
  }
  const run = (detector: Detector): void => {
    clean = apply(detector, clean, scrub)
  }
  options.detectors?.forEach(run)
  rules.detectors.forEach(run)
  return clean === input ? clean : cleanText(clean, scrub, depth + 1)
}

const CLICK = /(cl|gsh)k?id|braid|fat_id|^mc_|^_g/i

/** The rule for URLs; see `scrubUrl`. */
export function cleanUrl(
  input: string,
  scrub: Scrub,
  list: readonly string[] | undefined,
  depth = 0,
): string {
  /** A piece between the marks, judged decoded and kept as it was written. */
  const part = (piece: string, plain: string = piece): string => {
    if (!/[^a-z/:._-]/.test(piece)) return piece
    // The colon keeps the text rule from taking it for a URL once more.
    const spaced = `:${plain}`
    const clean = cleanText(spaced, scrub, depth)
    return clean === spaced ? piece : clean.slice(1).replace(/[^/:[\]=]+/g, encodeURIComponent)
  }
  const allows = (name: string, value: string): boolean =>
    !CLICK.test(name) &&
    (/^utm_[cmst]/.test(name) ||
      (list
        ? list.includes(name)
        : !isPersonal(decode(name), decode(value.replace(/\+/g, ' ')), scrub.rules)))
  const params = (piece: string): string =>
    piece
      .replace(/.([^=&]*)=?([^&]*)/gs, (pair, name: string, value: string) =>
        allows(name, value) || !pair[1] || !remove(scrub, 'param')
          ? `&${part(pair.slice(1), pair.slice(1).replace(/\+/g, ' '))}`
          : '',
      )
      .replace('&', piece[0]!)
  const bare = cut(input, 9_000, scrub).replace(/^\s*([\w+.-]+:)(?!\/\/).*|^([^/]*\/\/)[^/]*@/s, '$1$2')
  return bare.replace(/[?#][^?#]*|[^?#]+/g, (piece) => {
    const mark = piece[0]!
    if (mark === '#' && list && !/^#[/!]/.test(piece)) return ''
    if (mark === '?' || (mark === '#' && !list && piece.includes('='))) return params(piece)
    return mark === '#' ? mark + part(piece.slice(1)) : part(piece)
  })
}
