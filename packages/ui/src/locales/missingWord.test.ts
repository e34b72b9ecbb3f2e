import type { Words } from '@askfirst/consent/config'
import { expect, it } from 'vitest'
import { words } from './en.ts'

const { reject, ...rest } = words

// @ts-expect-error: a language without a word for no does not compile
const withoutNo: Words = rest

// @ts-expect-error: nor does one with a word that nothing asks for
const withMore: Words = { ...words, maybe: 'Maybe' }

it('is the type that keeps a language complete, so nothing looks for a missing word at run time', () => {
  expect(reject).toBe('Reject all')
  expect(withoutNo.reject).toBeUndefined()
  expect(Object.keys(withMore)).toContain('maybe')
})
