import { expect, it } from 'vitest'
import { chooseLocale } from './chooseLocale.ts'

it.each<[readonly (string | undefined)[], readonly string[], string]>([
  [[], [], 'en'],
  [['de'], [], 'de'],
  [['de-AT-1996'], [], 'de'],
  [['PT-br'], [], 'pt'],
  [['iw'], [], 'he'],
  [['en-GB', 'de'], [], 'en'],
  [['ja', undefined, '', 'not a tag', 'fr'], [], 'fr'],
  [['ja', 'zu'], [], 'en'],
  [['ja-JP'], ['ja'], 'ja'],
  [['de-AT'], ['de-AT'], 'de-AT'],
  [['de-CH'], ['de-AT'], 'de'],
  [['ja-JP', 'de'], ['ja-Latn'], 'ja-Latn'],
])('of %j, with own words in %j: %s', (wanted, own, locale) => {
  expect(chooseLocale(wanted, own)).toBe(locale)
})
