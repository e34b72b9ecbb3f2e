import { describe, expect, it } from 'vitest'
import { type ChangeClass, compareConfigs } from './changeClass.ts'
import type { ConsentConfig, PurposeConfig } from './consentConfig.ts'
import { termsOf } from './terms.ts'

const measurement: PurposeConfig = {
  id: 'measurement',
  reason: { en: 'Count visits.', de: 'Besuche zählen.' },
  data: ['pages', 'country'],
  recipients: ['Host'],
  retentionDays: 30,
}
const surveys: PurposeConfig = { id: 'surveys', label: 'Surveys', reason: 'Ask you.', benefit: 'A say.' }
const before: ConsentConfig = {
  controller: { name: 'Acme', contact: 'privacy@acme.test' },
  purposes: [measurement, surveys],
  words: { en: { title: 'May we?' } },
}
const withMeasurement = (changed: Partial<PurposeConfig>): ConsentConfig => ({
  ...before,
  purposes: [{ ...measurement, ...changed }, surveys],
})

const CASES: [what: string, ConsentConfig, ChangeClass, asked: string[], path: string][] = [
  ['a label', withMeasurement({ label: 'Counting' }), 'cosmetic', [], 'purposes.measurement.label'],
  ['a benefit', withMeasurement({ benefit: 'Better.' }), 'cosmetic', [], 'purposes.measurement.benefit'],
  [
    'a translation of the reason',
    withMeasurement({ reason: { en: 'Count visits.', de: 'Zählen.', fr: 'Compter.' } }),
    'cosmetic',
    [],
    'purposes.measurement.reason.fr',
  ],
  [
    'the order of a list',
    withMeasurement({ data: ['country', 'pages'] }),
    'cosmetic',
    [],
    'purposes.measurement.data',
  ],
  ['the words', { ...before, words: { en: { title: 'Please?' } } }, 'cosmetic', [], 'words.en.title'],
  ['the look', { ...before, banner: { theme: 'dark' } }, 'cosmetic', [], 'banner.theme'],
  ['the banner off', { ...before, banner: { show: false } }, 'cosmetic', [], 'banner.show'],
  ['the language', { ...before, language: 'de' }, 'cosmetic', [], 'language'],
  [
    'the contact',
    { ...before, controller: { name: 'Acme', contact: '/us' } },
    'cosmetic',
    [],
    'controller.contact',
  ],
  [
    'the notice',
    { ...before, controller: { ...before.controller!, privacyUrl: '/p' } },
    'cosmetic',
    [],
    'controller.privacyUrl',
  ],
  ['the order of purposes', { ...before, purposes: [surveys, measurement] }, 'cosmetic', [], 'purposes'],
  ['a purpose less', { ...before, purposes: [surveys] }, 'cosmetic', [], 'purposes.measurement'],
  [
    'a purpose more',
    { ...before, purposes: [measurement, surveys, { id: 'marketing' }] },
    'material',
    ['marketing'],
    'purposes.marketing',
  ],
  [
    'a reason',
    withMeasurement({ reason: { en: 'Count visitors.', de: 'Besuche zählen.' } }),
    'material',
    ['measurement'],
    'purposes.measurement.reason',
  ],
  [
    'which language counts',
    withMeasurement({ reason: { de: 'Besuche zählen.', en: 'Count visits.' } }),
    'material',
    ['measurement'],
    'purposes.measurement.reason',
  ],
  ['data', withMeasurement({ data: ['pages'] }), 'material', ['measurement'], 'purposes.measurement.data'],
  [
    'recipients',
    withMeasurement({ recipients: ['Host', 'Ads Inc'] }),
    'material',
    ['measurement'],
    'purposes.measurement.recipients',
  ],
  [
    'retention',
    withMeasurement({ retentionDays: 31 }),
    'material',
    ['measurement'],
    'purposes.measurement.retentionDays',
  ],
  [
    'who asks',
    { ...before, controller: { name: 'Other', contact: 'privacy@acme.test' } },
    'breaking',
    ['measurement', 'surveys'],
    'controller.name',
  ],
]

describe('compareConfigs', () => {
  it.each(CASES)('%s', (_, after, changeClass, purposes, path) => {
    const compared = compareConfigs(before, after)
    expect(compared).toMatchObject({ class: changeClass, purposes })
    expect(compared.changes).toContainEqual({ path, class: changeClass })
    expect(askedByTerms(before, after)).toEqual(purposes)
  })

  it('is none for the same, however it is written', () => {
    const same = { ...structuredClone(before), $schema: undefined, banner: {} } as unknown as ConsentConfig
    expect(compareConfigs(before, same)).toEqual({ class: 'none', purposes: [], changes: [] })
  })

  it('does not name a reworded reason again for each language', () => {
    const { changes } = compareConfigs(before, withMeasurement({ reason: 'Follow you.' }))
    expect(changes).toEqual([{ path: 'purposes.measurement.reason', class: 'material' }])
  })

  it('breaks with another pack', () => {
    expect(compareConfigs(before, before, ['eu', 'uk'])).toEqual({
      class: 'breaking',
      purposes: ['measurement', 'surveys'],
      changes: [{ path: 'pack', class: 'breaking' }],
    })
  })

  it('takes a reason among the own words for a reason', () => {
    const plain: ConsentConfig = { purposes: [{ id: 'measurement' }] }
    const after: ConsentConfig = { ...plain, words: { en: { 'measurement.reason': 'Sell your visits.' } } }
    expect(compareConfigs(plain, after)).toMatchObject({ class: 'material', purposes: ['measurement'] })
    expect(termsOf(after, { pack: 'eu' })).not.toEqual(termsOf(plain, { pack: 'eu' }))
    const translated = { ...after, words: { ...after.words, de: { 'measurement.reason': 'Verkaufen.' } } }
    expect(compareConfigs(after, translated)).toMatchObject({ class: 'cosmetic', purposes: [] })
  })
})

describe('termsOf', () => {
  it('gives 12 characters of base64url for each purpose, different for each', () => {
    const terms = termsOf(before, { pack: 'eu' })
    expect(Object.keys(terms)).toEqual(['measurement', 'surveys'])
    for (const digest of Object.values(terms)) expect(digest).toMatch(/^[\w-]{12}$/)
    expect(terms['measurement']).not.toBe(terms['surveys'])
  })

  // Records keep terms: digests that change from one version to the next ask the whole world again. Change knowingly.
  it('stays what it is', () => {
    expect(termsOf(before, { pack: 'eu' })).toEqual({ measurement: 'F9iTNRcgrDdc', surveys: 'NOfMFeh41gmB' })
  })

  it('takes a purpose by any name', () => {
    const config: ConsentConfig = { purposes: [{ id: 'constructor' }, { id: 'toString' }] }
    expect(Object.keys(termsOf(config, { pack: 'eu' }))).toEqual(['constructor', 'toString'])
  })
})

function askedByTerms(one: ConsentConfig, two: ConsentConfig): string[] {
  const [old, now] = [termsOf(one, { pack: 'eu' }), termsOf(two, { pack: 'eu' })]
  return Object.keys(now).filter((id) => old[id] !== now[id])
}
