import { describe, expect, test } from 'vitest'
import { pack } from './pack/pack.ts'
import { scrubProps } from './scrubProps.ts'
import { scrubText } from './scrubText.ts'
import { scrubUrl } from './scrubUrl.ts'

describe('pack', () => {
  test('adds words, formats and phrases, for keys, text and URLs', () => {
    const props = { Vorname: 'Jane', text: 'Hello Jane', id: '54362315K', hetu: '131052-308T', plan: 'pro' }
    expect(scrubProps(props, {}, { pack })).toEqual({ text: 'Hello [name]', id: '[id]', plan: 'pro' })
    expect(scrubText('Geburtsdatum: 12.3.1980', {}, {})).toBe('Geburtsdatum: 12.3.1980')
    expect(scrubText('Geburtsdatum: 12.3.1980', {}, { pack })).toBe('Geburtsdatum: [private]')
    expect(scrubUrl('/a?mrn=H842145208&b=1', {}, { pack })).toBe('/a?b=1')
  })

  test('a scrub without it does not know it afterwards', () => {
    scrubProps({ Vorname: 'Jane' }, {}, { pack })
    expect(scrubProps({ Vorname: 'Jane' }, {}, {})).toEqual({ Vorname: 'Jane' })
  })
})

describe('detectors of the site', () => {
  const member = { type: 'member', pattern: /\bM-\d{4}\b/g, accept: (match: string) => match !== 'M-0000' }

  test('are tried on text, keys and URLs', () => {
    const counts = {}
    const options = { detectors: [member] }
    expect(scrubProps({ text: 'by M-1234', 'M-1234': 1, none: 'M-0000' }, counts, options)).toEqual({
      text: 'by [member]',
      none: 'M-0000',
    })
    expect(scrubUrl('/u/M-1234', counts, options)).toBe('/u/[member]')
    expect(counts).toEqual({ member: 3 })
  })

  test('the first group announces, and stays', () => {
    const after = { type: 'member', pattern: /(member )\w{5,9}/g }
    expect(scrubText('see member blue55 there', {}, { detectors: [after] })).toBe('see member [member] there')
  })

  test('the validator is told what stands before, the property key first', () => {
    const seen: string[] = []
    const accept = (_: string, before: string): boolean => seen.push(before) > 0
    scrubProps({ note: 'for M-1234' }, {}, { detectors: [{ ...member, accept }] })
    expect(seen[0]).toBe('note:for ')
  })
})

describe('except', () => {
  const input = { a: 'jane@example.com', b: 'jane@example.com', phone: '+14155550132', email: 'x' }

  test('leaves a type alone, everywhere or under one key', () => {
    expect(scrubProps(input, {}, { except: ['email'] })).toEqual({ a: input.a, b: input.b })
    expect(scrubProps(input, {}, { except: ['email:b'] })).toEqual({ a: '[email]', b: input.b })
  })

  test('counts only what went', () => {
    const counts = {}
    scrubProps(input, counts, { except: ['email:b', 'key:email'] })
    expect(counts).toEqual({ email: 1, key: 1 })
  })
})

describe('parameters', () => {
  const url = 'https://x.test/s?q=shoes&page=2&email=jane&gclid=1&utm_source=mail#access_token=a1b2c3&tab=2'

  test('are judged by default, and click identifiers go', () => {
    expect(scrubUrl(url, {}, {})).toBe('https://x.test/s?q=shoes&page=2&utm_source=mail#tab=2')
    expect(scrubUrl(url, {}, { params: 'judge' })).toBe(scrubUrl(url, {}, {}))
  })

  test('are kept by a list where there is one, and for the fields url and referrer always', () => {
    const kept = 'https://x.test/s?utm_source=mail'
    expect(scrubUrl(url, {}, { params: [] })).toBe(kept)
    const link = 'https://x.test/s?q=shoes&page=2&utm_source=mail#tab=2'
    expect(scrubProps({ url, referrer: url, link: url }, {}, {})).toEqual({ url: kept, referrer: kept, link })
    expect(scrubProps({ url }, {}, { params: ['page'] })).toEqual({
      url: 'https://x.test/s?page=2&utm_source=mail',
    })
    expect(scrubProps({ url }, {}, { params: 'judge' })).toEqual({ url: link })
  })
})
