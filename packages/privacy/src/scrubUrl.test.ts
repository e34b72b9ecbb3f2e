import { expect, test } from 'vitest'
import type { ScrubCounts } from './scrubOptions.ts'
import { scrubUrl } from './scrubUrl.ts'

const clean = (url: string, params: string[] = [], counts: ScrubCounts = {}): string =>
  scrubUrl(url, counts, { params })

test.each([
  ['https://x.test/a?utm_source=news&q=shoes', 'https://x.test/a?utm_source=news'],
  ['https://x.test/a?q=shoes', 'https://x.test/a'],
  ['https://user:pass@x.test/a', 'https://x.test/a'],
  ['//user@x.test/a', '//x.test/a'],
  ['/a?b=1#c', '/a'],
  ['?x=1', ''],
  ['a/b.html?x=1&utm_term=t', 'a/b.html?utm_term=t'],
  ['https://x.test/customers/jane%40example.com/edit', 'https://x.test/customers/[email]/edit'],
  ['https://x.test/customers/jane%2540example.com', 'https://x.test/customers/[email]'],
  ['/a;email=jane@example.com', '/a%3Bemail=[private]'],
  ['https://x.test/?utm_content=jane%40example.com', 'https://x.test/?utm_content=[email]'],
  ['https://x.test/#/p/jane@example.com?utm_term=t&id=3', 'https://x.test/#/p/[email]?utm_term=t'],
  ['https://x.test/#!/p', 'https://x.test/#!/p'],
  ['https://x.test/#access_token=abc', 'https://x.test/'],
  ['http://192.0.2.17:80/a', 'http://[ip]:80/a'],
  ['https://x.test/100%/%E0%A4%A', 'https://x.test/100%/%E0%A4%A'],
  ['javascript:alert(1)', 'javascript:'],
  ['data:text/plain,jane', 'data:'],
  ['blob:https://x.test/8c59c310', 'blob:'],
  ['mailto:jane@example.com?subject=hi', 'mailto:'],
  ['tel:+14155550132', 'tel:'],
  ['', ''],
])('%s -> %s', (url, expected) => expect(clean(url)).toBe(expected))

test('a listed parameter is kept as it was written, its value scrubbed', () => {
  expect(clean('/s?q=running+shoes&page=2&z=1', ['q', 'page'])).toBe('/s?q=running+shoes&page=2')
  expect(clean('/s?q=jane%40example.com+x', ['q'])).toBe('/s?q=[email]%20x')
  expect(clean('/s?next=%2Fw%3Ftoken%3Dabc', ['next'])).toBe('/s?next=/w')
})

test('click identifiers are never kept', () => {
  const ids = ['gclid', 'fbclid', 'msclkid', 'dclid', 'wbraid', 'gbraid', 'ttclid', 'twclid', 'li_fat_id']
  expect(clean(`/?${ids.map((id) => `${id}=1`).join('&')}`, ids)).toBe('/')
})

test('removals are counted', () => {
  const counts: ScrubCounts = {}
  clean('/jane@example.com?a=1&b=2', [], counts)
  expect(counts).toEqual({ email: 1, param: 2 })
})

test('a URL that scrubs to itself does so again', () => {
  for (const url of ['/a%3Fb/jane%40x.com', '/s?q=%26email%3Djane%2540x.com', '/#/#/#/a', '/a%20b?q=%25'])
    expect(clean(clean(url, ['q']), ['q'])).toBe(clean(url, ['q']))
})

test('a long address is cut, and counted', () => {
  const counts = {}
  expect(scrubUrl(`/a?b=${'c'.repeat(30_000)}`, counts, { params: 'judge' }).length).toBe(9_000)
  expect(counts).toEqual({ long: 1 })
})
