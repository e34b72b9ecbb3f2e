import { WORD_KEYS } from '@askfirst/consent/config'
import { describe, expect, it } from 'vitest'
import { words as ar } from './ar.ts'
import { words as en } from './en.ts'
import { keysStamp } from './keysStamp.ts'
import { localeFile } from './localeFile.ts'
import { localeWords } from './localeWords.ts'

/** The text that the module of this source exports. */
const load = (source: string): unknown => JSON.parse(source.replace(/^export default/, ''))

describe('localeFile', () => {
  it('is read back by localeWords, word for word', () => {
    expect(localeWords(load(localeFile(en)))).toEqual(en)
    expect(localeWords(load(localeFile(ar)))).toEqual(ar)
  })

  it('refuses a word that would shift all that follow', () => {
    expect(() => localeFile({ ...en, accept: 'Accept | all' })).toThrow(RangeError)
  })
})

describe('localeWords', () => {
  const packed = load(localeFile(en)) as string

  it.each([
    ['other keys', packed.replace(/^[^|]*/, 'older')],
    ['a word too few', packed.slice(0, packed.lastIndexOf('|'))],
    ['a word too many', `${packed}|more`],
    ['nothing', ''],
    ['no text', undefined],
  ])('gives null for a file with %s', (_, file) => {
    expect(localeWords(file)).toBeNull()
  })
})

describe('keysStamp', () => {
  it('changes when two keys change places, one is renamed or one is added', () => {
    const stamps = [
      WORD_KEYS,
      WORD_KEYS.map((key) => ({ accept: 'reject', reject: 'accept' })[key as string] ?? key),
      WORD_KEYS.map((key) => (key === 'save' ? 'keep' : key)),
      [...WORD_KEYS, 'more'],
    ].map((keys) => keysStamp(keys))
    expect(new Set(stamps).size).toBe(stamps.length)
  })
})
