import type { Detector } from './detector.ts'

/** Each is repeated: what makes patterns with two ways through one text take forever. */
const PROBES = ['a', '1', 'a1', ' ', 'a ', '1 ', 'a.', 'a-', 'a@', '1-', 'A', '_', ':', '/', '"', 'é']

/** The longest that a pattern may take over 20 kB, in ms: a linear one takes less than one. */
const MOST = 20

/**
 * Checks a site's own detector when it is configured: whether it has a type and a global pattern, finds nothing in
 * an empty text, and takes linear time. A pattern that takes exponential time is stopped at short texts, long before
 * it would hang.
 *
 * @throws Error with `code: 'detector'`, and what to change in its message
 */
export function checkDetector({ type, hint, pattern, accept }: Detector): void {
  const fail = (fix: string): never => {
    throw Object.assign(new Error(`askfirst: detector ${JSON.stringify(type)}: ${fix}`), { code: 'detector' })
  }
  if (typeof type !== 'string' || !/^[\w-]{1,40}$/.test(type))
    fail("`type` must be a short word, such as 'member'")
  if (!(pattern instanceof RegExp)) fail('`pattern` must be a regular expression')
  if (!pattern.global || pattern.sticky) fail('`pattern` must have the flag `g`, and not `y`')
  if (hint && (!(hint instanceof RegExp) || hint.global || hint.sticky))
    fail('`hint` must be a regular expression without the flags `g` and `y`')
  if (accept !== undefined && typeof accept !== 'function') fail('`accept` must be a function')
  for (const probe of PROBES) {
    if (''.replace(pattern, 'x')) fail('`pattern` must not find an empty text')
    // By an eighth, so that exponential time shows while it is still short.
    for (const tail of ['', '\n', '!x'])
      for (let length = 8; length < 20_000; length = Math.ceil(1.12 * length)) {
        const text = probe.repeat(length / probe.length) + tail
        const start = performance.now()
        text.replace(pattern, '')
        if (performance.now() - start > MOST && slow(text, pattern))
          fail('`pattern` takes more than linear time: bound its repetitions, and nest none')
      }
  }
}

/** Whether it was the pattern, and not something else that the machine did meanwhile. */
function slow(text: string, pattern: RegExp): boolean {
  const start = performance.now()
  text.replace(pattern, '')
  return performance.now() - start > MOST
}

declare const performance: { now(): number }
