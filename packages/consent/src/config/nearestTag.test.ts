import { expect, it } from 'vitest'
import { nearestTag } from './nearestTag.ts'

it.each<[locale: string, tags: readonly string[], nearest: string]>([
  ['de', ['en', 'de'], 'de'],
  ['de-AT-1996', ['de', 'de-AT'], 'de-AT'],
  ['DE-at', ['de-AT'], 'de-AT'],
  ['pt-BR', ['pt-PT', 'pt'], 'pt'],
  ['pt-BR', ['en', 'pt-PT', 'pt-AO'], 'pt-PT'],
  ['de', ['de-CH'], 'de-CH'],
  ['zh-Hant', ['zh-Hant-HK', 'zh'], 'zh'],
  ['zh-Hant', ['zh-Hans', 'zh-Hant-HK'], 'zh-Hans'],
  ['iw-IL', ['en', 'he'], 'he'],
  ['he', ['iw'], 'iw'],
  // A language whose name only begins alike is another one.
  ['fi', ['fil', 'en'], ''],
  ['fil', ['fi'], ''],
  ['ja', ['de', 'en'], ''],
  ['ja', [], ''],
  ['', ['', 'de'], ''],
  ['not a tag', ['not a tag', 'de'], ''],
  ['de', ['not a tag', ''], ''],
])('of %s in %j: "%s"', (locale, tags, nearest) => {
  expect(nearestTag(tags, locale)).toBe(nearest)
})
