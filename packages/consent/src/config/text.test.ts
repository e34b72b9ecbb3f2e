import { describe, expect, it } from 'vitest'
import { firstText, text } from './text.ts'

const many = { de: 'Maß', 'pt-BR': 'Brasil', pt: 'Portugal', 'zh-Hant-HK': 'HK', en: 'Measure' }

describe('text', () => {
  it.each([
    ['de', 'Maß'],
    ['DE-at', 'Maß'],
    ['pt-BR', 'Brasil'],
    ['pt-br-x-1', 'Brasil'],
    ['pt-PT', 'Portugal'],
    ['zh-Hant', 'HK'],
    ['zh', 'HK'],
    ['ja', 'Maß'],
    ['', 'Maß'],
    ['constructor', 'Maß'],
  ])('for %s picks %s', (locale, expected) => {
    expect(text(many, locale)).toBe(expected)
  })

  it('is itself where there is one', () => {
    expect(text('Count visits.', 'de')).toBe('Count visits.')
    expect(text({}, 'de')).toBe('')
  })

  it('takes its meaning from the first language named', () => {
    expect(firstText(many)).toBe('Maß')
    expect(firstText('Count visits.')).toBe('Count visits.')
    expect(firstText(undefined)).toBeNull()
    expect(firstText({})).toBeNull()
  })
})
