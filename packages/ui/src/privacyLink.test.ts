import { expect, it } from 'vitest'
import { privacyLink } from './privacyLink.ts'

it.each([
  '/privacy',
  'privacy.html',
  '?p=1',
  '#privacy',
  '../p',
  '//a.test/p',
  'https://a.test/p',
  'http://a.test',
])('takes %s as it is', (url) => expect(privacyLink(url)).toBe(url))

it.each([
  'javascript:alert(1)',
  ' JavaScript:alert(1)',
  'java\nscript:alert(1)',
  '\u0001javascript:alert(1)',
  'data:text/html,x',
  'blob:https://a.test/1',
  'file:///etc/passwd',
  'mailto:a@b.test',
  'https://',
])('refuses %j', (url) => {
  expect(() => privacyLink(url)).toThrow(expect.objectContaining({ code: 'privacy-url' }))
})
