import { describe, expect, it } from 'vitest'
import { words } from './en.ts'

const MAX_GRADE = 8
/** What moves a visitor to one of the choices instead of telling what it does (EDPB guidelines 03/2022: "stirring"). */
const EMOTIVE =
  /\b(amazing|awesome|best|better experience|care|unfortunately|sorry|sad|miss|love|enjoy|great|happy|please accept|trust|safe|secure|exciting|perfect|free|recommend\w*|only takes|just|simply|improve your)\b|!/i

/** A count by vowel groups, which is near enough for a mean over many words. */
function syllables(word: string): number {
  const spoken = word.toLowerCase().replace(/(?:[^laeiouy]es|[^td]ed|[^l]e)$/, (end) => end[0]!)
  return Math.max(1, spoken.match(/[aeiouy]+/g)?.length ?? 0)
}

/** Flesch-Kincaid grade: the years of school that reading this takes. */
function readingGrade(sentences: readonly string[]): number {
  const all = sentences.flatMap((sentence) => sentence.match(/[a-z]+(?:[-'’][a-z]+)*/gi) ?? [])
  const spoken = all.reduce((sum, word) => sum + syllables(word), 0)
  return 0.39 * (all.length / sentences.length) + 11.8 * (spoken / all.length) - 15.59
}

const sentences = (text: string): string[] =>
  text
    .replace(/\{\w+\}/g, 'tea')
    .split(/(?<=[.?])\s+/)
    .filter((part) => /[.?:]$/.test(part))

describe('readingGrade', () => {
  it('tells a school book from a privacy policy', () => {
    expect(readingGrade(['The cat sat on the mat.', 'It was warm there.'])).toBeLessThan(2)
    const legal =
      'Notwithstanding the aforementioned, continued utilization constitutes authorization for processing of personally identifiable information.'
    expect(readingGrade([legal])).toBeGreaterThan(16)
  })
})

describe('the English words', () => {
  it(`read at grade ${MAX_GRADE} or below, all together and on the first layer`, () => {
    const all = Object.values(words).flatMap(sentences)
    const first = [
      words.title,
      words.lead,
      words['measurement.reason'],
      words['identity.reason'],
      words.outcome,
    ]
    const grades = [readingGrade(all), readingGrade(first.flatMap(sentences))]
    console.log(`reading grade: all ${grades[0]!.toFixed(1)}, first layer ${grades[1]!.toFixed(1)}`)
    expect(Math.max(...grades)).toBeLessThanOrEqual(MAX_GRADE)
  })

  it('have no single sentence above it, of those long enough to count', () => {
    const long = Object.values(words)
      .flatMap(sentences)
      .filter((sentence) => sentence.split(' ').length >= 8)
    expect(long.length).toBeGreaterThan(5)
    for (const sentence of long) expect(readingGrade([sentence]), sentence).toBeLessThanOrEqual(MAX_GRADE)
  })

  it.each(Object.entries(words))('are not emotive: %s', (_, text) => {
    expect(text).not.toMatch(EMOTIVE)
  })

  it('would be found emotive', () => {
    expect('Accept for the best experience').toMatch(EMOTIVE)
    expect('You will miss out').toMatch(EMOTIVE)
  })
})
