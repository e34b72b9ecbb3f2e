import { brotliCompressSync, constants } from 'node:zlib'
import type { Words } from '@askfirst/consent/config'
import { transformSync } from 'esbuild'
import { expect, it } from 'vitest'
import { words as ar } from './ar.ts'
import { words as de } from './de.ts'
import { words as en } from './en.ts'
import { words as es } from './es.ts'
import { words as fr } from './fr.ts'
import { words as he } from './he.ts'
import { words as it_ } from './it.ts'
import { localeFile } from './localeFile.ts'
import { words as pt } from './pt.ts'

const MAX_BYTES = 700

function brotli(text: string): number {
  return brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length
}

/** What a bundler makes of a module that names the keys: for comparison. */
function named(words: Words): string {
  return transformSync(`export const words=${JSON.stringify(words)}`, { minify: true, charset: 'utf8' }).code
}

it.each(Object.entries({ en, de, fr, es, it: it_, pt, ar, he }))(
  `%s is a file of at most ${MAX_BYTES} bytes`,
  (tag, words) => {
    const size = brotli(localeFile(words))
    console.log(`locale ${tag}: ${size} B brotli, ${brotli(named(words))} B if it named its keys`)
    expect(size).toBeLessThanOrEqual(MAX_BYTES)
  },
)
