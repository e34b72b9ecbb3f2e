import { expect, test } from 'vitest'
import { checkEndpoint, checkOption } from './checkOption.ts'

test('throws what is wrong, with a code', () => {
  expect(() => checkOption(true, 'x: fix')).not.toThrow()
  expect(() => checkOption(false, 'x: fix')).toThrow(
    expect.objectContaining({ code: 'format', message: 'askfirst: format x: fix' }),
  )
})

test.each(['https://c.example/a', 'http://127.0.0.1:80/a/b?c', '/a', './a', '../a/b.php'])(
  'takes %s',
  (endpoint) => {
    expect(() => checkEndpoint('x', endpoint, '/a')).not.toThrow()
  },
)

test.each([
  '',
  'c.example/a',
  '//c.example/a',
  'ftp://c.example',
  'https://',
  'https://c.example',
  'https://c.example/',
  '/',
  '/a/',
  'https://u:p@c.example/',
  '/a b',
])('refuses "%s"', (endpoint) => {
  expect(() => checkEndpoint('x', endpoint, '/a')).toThrow(
    expect.objectContaining({ code: 'format', message: expect.stringContaining('example/a') }),
  )
})
