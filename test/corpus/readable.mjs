const MOST_TEXTS = 400
const LONGEST_BASE64 = 4000

/**
 * What somebody who holds `output` can read: its keys, strings and numbers, and what percent, form, entity, JSON
 * escape and base64 decoding make of them, four rounds deep (base64 costs two).
 *
 * @returns `texts`: all of it, in NFKC and lower case; `joined`: those with five digits in a row once the
 *   separators between digits are gone, for values that are written in groups
 */
export function readable(output) {
  const found = new Set()
  for (const leaf of leaves(output)) collect(leaf, 4, found)
  const texts = [...found].map(fold)
  const joined = texts
    .map((text) => text.replace(/(?<=\d)[\s().\-/\u00a0]+(?=\d)/g, ''))
    .filter((text) => /\d{5}/.test(text))
  return { texts, joined }
}

/** Keys, strings and numbers of a JSON value as strings. */
export function leaves(value, into = []) {
  if (typeof value === 'string') into.push(value)
  else if (typeof value === 'number' || typeof value === 'bigint') into.push(String(value))
  else if (Array.isArray(value)) for (const item of value) leaves(item, into)
  else if (value && typeof value === 'object')
    for (const [key, item] of Object.entries(value)) {
      into.push(key)
      leaves(item, into)
    }
  return into
}

/** Compatibility forms (full-width signs) and case do not hide a value. */
export function fold(text) {
  return text.normalize('NFKC').toLowerCase()
}

/** Percent-decoding that leaves what is malformed. */
export function percentDecoded(text) {
  try {
    return decodeURIComponent(text)
  } catch {
    return text.replace(/(?:%[\da-f]{2})+/gi, (run) => {
      try {
        return decodeURIComponent(run)
      } catch {
        return run
      }
    })
  }
}

function collect(text, rounds, found) {
  if (!text || found.has(text) || found.size > MOST_TEXTS) return
  found.add(text)
  if (rounds <= 0) return
  if (text.includes('%')) collect(percentDecoded(text), rounds - 1, found)
  if (text.includes('+')) collect(text.replaceAll('+', ' '), rounds - 1, found)
  if (text.includes('&#')) collect(entityDecoded(text), rounds - 1, found)
  if (text.includes('\\')) collect(unescaped(text), rounds - 1, found)
  if (rounds > 1) for (const run of base64Runs(text)) collect(base64Decoded(run), rounds - 2, found)
}

function entityDecoded(text) {
  return text
    .replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)))
    .replace(/&#x([\da-f]+);/gi, (_, code) => String.fromCodePoint(Number.parseInt(code, 16)))
    .replaceAll('&amp;', '&')
    .replaceAll('&quot;', '"')
}

function unescaped(text) {
  return text
    .replace(/\\u([\da-f]{4})/gi, (_, code) => String.fromCharCode(Number.parseInt(code, 16)))
    .replaceAll('\\n', '\n')
    .replace(/\\(["'\\/])/g, '$1')
}

function base64Runs(text) {
  const runs = new Set(text.match(/[\w+/-]{8,}={0,2}/g))
  if (text.includes('/')) for (const run of text.match(/[\w+-]{8,}={0,2}/g) ?? []) runs.add(run)
  return [...runs].filter((run) => run.length <= LONGEST_BASE64)
}

/** The text in `run`, empty where it holds none. */
function base64Decoded(run) {
  const text = Buffer.from(run, /[-_]/.test(run) ? 'base64url' : 'base64').toString('utf8')
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they tell bytes from text
  return text.length > 3 && !/[\x00-\x08\x0e-\x1f\ufffd]/.test(text) ? text : ''
}
