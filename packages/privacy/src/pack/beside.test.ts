import { expect, test } from 'vitest'
import { beside } from './beside.ts'

test.each([
  ['a form field', { field: 'email', value: 'x' }, 'value', 'x', ['email']],
  ['a change', { name: 'phone', new_value: '1' }, 'new_value', '1', ['phone']],
  ['a pair', ['iban', 'X1'], '1', 'X1', ['iban']],
  ['another key', { field: 'email', size: 'x' }, 'size', 'x', []],
  ['what a scrub left', { field: 'a [email]', value: 'x' }, 'value', 'x', []],
] as const)('%s', (_, holder, key, plain, names) =>
  expect(beside(holder as unknown as Record<string, unknown>, key, plain)).toEqual(names),
)
