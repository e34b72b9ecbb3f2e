import { DETECTORS, passesLuhn } from './detectors/detectors.ts'
import { isPersonal } from './isPersonal.ts'
import type { ScrubCounts, ScrubOptions } from './scrubOptions.ts'

/** Both browsers and Node have it; the compiler's library for ES2022 alone does not. */
declare function atob(base64: string): string

/** Counts one removal and gives what stands in its place. */
export function count(counts: ScrubCounts, type: string): string {
  counts[type] = (counts[type] ?? 0) + 1
  return `[${type}]`
}

/**
 * The rule for text: what it holds in other notations first, then the detectors, until nothing changes. Text holds
 * URLs and URLs hold text: the two rules share a file because they call each other.
 */
export function cleanText(input: string, counts: ScrubCounts, options: ScrubOptions, depth = 0): string {
  let clean = input.slice(0, 65_536).replace(/\p{Cs}/gu, '\ufffd')
  if (input.length > clean.length) count(counts, 'long')
  // Whatever the rules below find has one of these, and most strings have none.
  if (depth > 8 || !/["%/-9@]/.test(clean)) return clean
  clean = clean
    .replace(/(?<![^\s"'(,;=>[])([\w+.-]+:\/|\.*)\/[^\s"<>]+/g, (url) =>
      cleanUrl(url, counts, options, depth + 1),
    )
    .replace(/\w{16,}/g, (run) => {
      try {
        const plain = atob(run)
        if (cleanText(plain, counts, options, depth + 1) !== plain) return '[token]'
      } catch {
        // Not base64.
      }
      return run
    })
  // One layer of percent-encoding; the text below takes off the next.
  let plain: string
  try {
    plain = decodeURIComponent(clean)
  } catch {
    plain = unescape(clean)
  }
  if (plain !== clean) {
    // Judged decoded only: the digits of the encoding itself mean nothing.
    const within = cleanText(plain, counts, options, depth + 1)
    return within === plain ? clean : within
  }
  for (const [type, pattern] of Object.entries(DETECTORS))
    clean = clean.replace(pattern, (match, label: string) =>
      (type === 'private' && !isPersonal(label)) || (type === 'card' && !passesLuhn(match))
        ? match
        : count(counts, type),
    )
  return clean === input ? clean : cleanText(clean, counts, options, depth + 1)
}

/** The rule for URLs; see `scrubUrl`. */
export function cleanUrl(input: string, counts: ScrubCounts, options: ScrubOptions, depth = 0): string {
  /** A piece between the marks, judged decoded and kept as it was written. */
  const part = (piece: string): string => {
    // The colon keeps the text rule from taking it for a URL once more.
    const spaced = `:${piece.replace(/\+/g, ' ')}`
    const clean = cleanText(spaced, counts, options, depth)
    return clean === spaced ? piece : clean.slice(1).replace(/[^/:[\]=]+/g, encodeURIComponent)
  }
  const allows = (name: string): boolean | undefined =>
    /^utm_(source|medium|campaign|term|content)$/.test(name) ||
    (options.params?.includes(name) && !/clk?id|braid|fat_id/i.test(name))
  const bare = input.replace(/^\s*([\w+.-]+:)(?!\/\/).*|^([^/]*\/\/)[^/]*@|#(?![/!]).*/gs, '$1$2')
  return bare.replace(/\?[^#]*|[^?#]+/g, (piece) =>
    piece[0] === '?'
      ? piece
          .replace(/[?&](([^=&]*)[^&]*)/g, (_, pair: string, name: string) => {
            if (allows(name)) return `&${part(pair)}`
            if (pair) count(counts, 'param')
            return ''
          })
          .replace('&', '?')
      : part(piece),
  )
}
