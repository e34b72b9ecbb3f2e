import { expect, test } from 'vitest'
import { cutText } from './cutText.ts'

test.each([
  ['short text', 'naïve\n日本 👩', 20, 'naïve\n日本 👩'],
  ['long text', 'abcdef', 3, 'abc'],
  ['a pair cut in two', 'ab👩', 3, 'ab\ufffd'],
  ['lone surrogates', '\udc00a\ud800', 9, '\ufffda\ufffd'],
  ['control characters', 'a\0b\u001bc\td', 9, 'a\ufffdb\ufffdc\td'],
])('%s', (_, text, length, cut) => {
  expect(cutText(text, length)).toBe(cut)
})
