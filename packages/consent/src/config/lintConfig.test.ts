import { describe, expect, it } from 'vitest'
import type { ConsentConfig } from './consentConfig.ts'
import { lintConfig } from './lintConfig.ts'

const plain: ConsentConfig = { purposes: [{ id: 'measurement', data: ['pages'], retentionDays: 30 }] }

describe('lintConfig', () => {
  it('has nothing to say of plain words', () => {
    expect(lintConfig(plain)).toEqual([])
    const words = { en: { title: 'May we measure your visit?', reject: 'Reject all' } }
    expect(lintConfig({ ...plain, words, banner: { layout: 'box', position: 'top-end' } })).toEqual([])
  })

  it('counts the first layer: own words over the built-in ones, 60 at most', () => {
    const builtIn = {
      title: 'w '.repeat(20),
      lead: 'w',
      outcome: 'w '.repeat(9),
      'measurement.reason': 'w '.repeat(30),
    }
    expect(lintConfig(plain, builtIn)).toEqual([])
    expect(lintConfig(plain, { ...builtIn, lead: 'w w' })).toEqual([expect.stringContaining('has 61 words')])
    const own = { ...plain, words: { 'de-AT': { title: 'w' } } }
    expect(lintConfig(own, { ...builtIn, lead: 'w w' }, 'de')).toEqual([])
    const reason = { en: 'w', de: 'w '.repeat(70) }
    const told: ConsentConfig = { purposes: [{ ...plain.purposes[0]!, reason }] }
    expect(lintConfig(told, builtIn)).toEqual([])
    expect(lintConfig(told, builtIn, 'de')).toEqual([expect.stringContaining('"de"')])
  })

  it.each([
    ['Hurry, only today!', 'stirring'],
    ['You will miss out.', 'stirring'],
    ['Delicious cookies', 'stirring'],
    ['Without it the site is broken', 'stirring'],
    ['Are you sure?', 'hindering'],
    ['By continuing, you agree.', 'left in the dark'],
    ['We and our partners', 'left in the dark'],
  ])('warns of "%s"', (copy, category) => {
    const warning = expect.stringMatching(new RegExp(`EDPB Guidelines 03/2022: ${category}`))
    expect(lintConfig({ ...plain, words: { en: { lead: copy } } })).toContainEqual(warning)
    expect(lintConfig({ purposes: [{ ...plain.purposes[0]!, benefit: { de: copy } }] })).toContainEqual(
      warning,
    )
  })

  it('warns of a Reject button that does not say no', () => {
    const warning = [expect.stringContaining('words.en.reject: "More options" does not say no')]
    expect(lintConfig({ ...plain, words: { en: { reject: 'More options' } } })).toEqual(warning)
  })

  it('warns of placeholders that stay as they are', () => {
    expect(lintConfig({ ...plain, words: { en: { lead: '{site} and {sites}' } } })).toEqual([
      expect.stringContaining('words.en.lead: {sites} is not filled in'),
    ])
  })

  it('warns of what is left open and of a position that does nothing', () => {
    expect(lintConfig({ purposes: [{ id: 'measurement' }], banner: { position: 'top-start' } })).toEqual([
      expect.stringContaining('which data and for how many days'),
      expect.stringContaining('"top-start" is for the box'),
    ])
  })
})
