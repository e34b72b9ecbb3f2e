import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'

/**
 * The cases of a corpus file (JSON lines, gzip if it ends in `.gz`), one a line:
 * `{ id, kind: 'prop' | 'url' | 'text', input, pii: [{ type, value, ctx, enc?, sub?, hard? }], keep, neg?, source }`.
 * No `pii` value may be readable in the output, every `keep` string must be, and a `neg` case must not change.
 */
export function readCorpus(file) {
  const bytes = readFileSync(file)
  return String(String(file).endsWith('.gz') ? gunzipSync(bytes) : bytes)
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
}
