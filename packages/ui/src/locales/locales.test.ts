import type { WordKey, Words } from '@askfirst/consent/config'
import { describe, expect, it } from 'vitest'
import { words as ar } from './ar.ts'
import { words as de } from './de.ts'
import { words as en } from './en.ts'
import { words as es } from './es.ts'
import { words as fr } from './fr.ts'
import { words as he } from './he.ts'
import { words as it_ } from './it.ts'
import { words as pt } from './pt.ts'

const MAX_WORDS = 60
const LOCALES: Readonly<Record<string, Words>> = { en, de, fr, es, it: it_, pt, ar, he }
const translated = Object.entries(LOCALES).filter(([tag]) => tag !== 'en')
const keys = Object.keys(en) as WordKey[]

/**
 * Words that are right in the language and are spelled as some English word is: words of its own that mean something
 * else (de `was` is what, it `all` is to the, es `a` is to), words that English shares (fr `signal`, `page`), and what
 * people call it (it `account`, `browser` and `privacy`; pt `site`).
 */
const SAME_AS_ENGLISH: Readonly<Record<string, readonly string[]>> = {
  de: ['in', 'was'],
  fr: ['a', 'page', 'pages', 'signal', 'site'],
  es: ['a'],
  it: ['a', 'account', 'browser', 'in', 'privacy'],
  pt: ['a', 'site'],
}

const placeholders = (text: string): string[] => (text.match(/\{\w+\}/g) ?? []).sort()
const wordsOf = (text: string): string[] =>
  text
    .replace(/\{\w+\}/g, '')
    .toLowerCase()
    .match(/\p{L}+/gu) ?? []

describe.each(Object.entries(LOCALES))('%s', (_, words) => {
  it('has each word once, without a space around it and without characters that turn the direction', () => {
    for (const key of keys) {
      expect(words[key], key).toBe(words[key].trim())
      expect(words[key], key).not.toBe('')
      expect(words[key], key).not.toMatch(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]| {2}/)
    }
  })

  it('has the placeholders of English, each in a sentence that needs no plural form', () => {
    for (const key of keys) expect(placeholders(words[key]), key).toEqual(placeholders(en[key]))
    for (const key of ['removed', 'inFlight', 'remaining', 'retention'] as const)
      expect(words[key], key).toMatch(/:\s\{(count|days)\}(\.|$)/)
  })

  it('tells yes from no, in words of about one length', () => {
    const [short = 0, long = 0] = [words.accept.length, words.reject.length].sort((a, b) => a - b)
    expect(long / short).toBeLessThanOrEqual(2)
    const buttons = [words.accept, words.reject, words.choose, words.save, words.close, words.stop]
    expect(new Set(buttons.map((button) => button.toLowerCase())).size).toBe(buttons.length)
    expect(words.on).not.toBe(words.off)
  })

  it(`asks on the first layer in at most ${MAX_WORDS} words`, () => {
    const { title, lead, outcome } = words
    const layer = [title, lead, words['measurement.reason'], words['identity.reason'], outcome].join(' ')
    expect(layer.replace('{site}', 'example.org').split(/\s+/).length).toBeLessThanOrEqual(MAX_WORDS)
  })
})

describe.each(translated)('%s', (tag, words) => {
  it('has no word left in English', () => {
    const english = new Set(keys.flatMap((key) => wordsOf(en[key])))
    const left = keys.flatMap((key) => wordsOf(words[key])).filter((word) => english.has(word))
    expect([...new Set(left)].sort()).toEqual([...(SAME_AS_ENGLISH[tag] ?? [])].sort())
  })

  it('ends every sentence as English does', () => {
    const end = (text: string): string => /[.:?؟]?$/.exec(text)![0].replace('؟', '?')
    for (const key of keys) expect(end(words[key]), key).toBe(end(en[key]))
  })
})

it('has the punctuation of the language', () => {
  for (const text of Object.values(fr)) expect(text).not.toMatch(/[^\u00a0\u202f][:;?!]|'/)
  for (const text of Object.values(it_)) expect(text).not.toMatch(/'/)
  for (const text of Object.values(ar)) expect(text).not.toMatch(/[?,;]/)
  for (const text of Object.values(es)) expect(text.includes('?')).toBe(text.includes('¿'))
})

it('says yes and no in the words that the authorities use', () => {
  const buttons = Object.entries(LOCALES).map(([tag, { accept, reject }]) => [tag, accept, reject])
  expect(buttons).toEqual([
    ['en', 'Accept all', 'Reject all'],
    ['de', 'Alle akzeptieren', 'Alle ablehnen'],
    ['fr', 'Tout accepter', 'Tout refuser'],
    ['es', 'Aceptar todo', 'Rechazar todo'],
    ['it', 'Accetta tutto', 'Rifiuta tutto'],
    ['pt', 'Aceitar tudo', 'Rejeitar tudo'],
    ['ar', 'قبول الكل', 'رفض الكل'],
    ['he', 'אישור הכול', 'דחיית הכול'],
  ])
})
