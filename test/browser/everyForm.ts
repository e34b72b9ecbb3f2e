import { gunzipSync } from 'node:zlib'

const DEEPEST = 4

/** A text, and all that can be read out of it: percent signs, base64 and JSON strings resolved, layer by layer. */
export function everyForm(text: string): string {
  const seen = new Set<string>()
  const read = (form: string, depth: number): void => {
    if (seen.has(form) || depth > DEEPEST) return
    seen.add(form)
    for (const inner of insides(form)) read(inner, depth + 1)
  }
  read(text, 0)
  return [...seen].join('\n').toLowerCase()
}

function* insides(form: string): Generator<string> {
  const percent = form.replace(/(?:%[\da-f]{2})+/gi, (run) =>
    Buffer.from(run.replaceAll('%', ''), 'hex').toString(),
  )
  if (percent !== form) yield percent
  const unescaped = form
    .replace(/\\(["\\/])/g, '$1')
    .replace(/\\u([\da-f]{4})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  if (unescaped !== form) yield unescaped
  for (const [run] of form.matchAll(/[\w+/-]{12,}={0,2}/g)) {
    const bytes = Buffer.from(run, 'base64')
    const text = (isGzip(bytes) ? gunzipSync(bytes) : bytes).toString()
    // What is no text was no base64.
    if (/^[\t\n\r -~\u00a0-\uffef]+$/.test(text) && !text.includes('\ufffd')) yield text
  }
}

function isGzip(bytes: Buffer): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b
}
