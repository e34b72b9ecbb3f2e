import { expect, test } from 'vitest'
import { scrubText } from '../scrubText.ts'
import { pack } from './pack.ts'

test.each(['jane@example.com', '{"name":"Jane"}', 'call 555 0100', 'born 1990-01-03'])(
  '%s is found in base64',
  (plain) => {
    const said = btoa(plain).replace(/=/g, '').replace(/\+/g, '-').replace(/\//g, '_')
    expect(scrubText(`state ${said} ok`, {}, { pack })).toBe('state [token] ok')
  },
)

test.each(['internationalisation', 'SomeLongIdentifier', '345ba12fd1efbbeef2ad7bfdbfea4c2bf591527d'])(
  '%s is kept',
  (text) => expect(scrubText(text, {}, { pack })).toBe(text),
)

test('also in a file name, and behind a version', () => {
  const said = btoa('jane@example.com').replace(/=/g, '')
  expect(scrubText(`/avatar/${said}.png v1.${said}`, {}, { pack })).not.toContain(said.slice(4))
  expect(scrubText(`${btoa('"jane@example.com"')}.c2lnbmF0dXJl`, {}, { pack })).toBe('[token].c2lnbmF0dXJl')
})

test('a JWT goes whole, not its head alone', () => {
  const [head, claims] = [{ alg: 'HS256' }, { sub: 'jane', n: 1 }].map((part) => btoa(JSON.stringify(part)))
  const jwt = `${head}.${claims}.c2lnbmF0dXJlLW9mLWl0`.replace(/=/g, '')
  expect(scrubText(`Bearer ${jwt}, ok`, {}, { pack })).not.toContain('.')
  expect(scrubText(jwt, {}, { pack })).toBe('[token]')
})
