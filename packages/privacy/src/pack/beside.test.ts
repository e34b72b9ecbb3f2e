import { expect, test } from 'vitest'
import { beside } from './beside.ts'

test.each([
  ['a form field', { field: 'email', value: 'x' }, 'value', 'x', ['email']],
  ['a change', { name: 'phone', new_value: '1' }, 'new_value', '1', ['phone']],
  ['a pair', ['iban', 'X1'], '1', 'X1', ['iban']],
  ['a place in a list', [52.520008, 13.404954], '0', '52.520008', ['lat']],
  ['a place on the meridian', [-0.127647, 51.507322], '1', '51.507322', ['lat']],
  ['two scores', [0.123456, 0.654321], '0', '0.123456', []],
  ['two prices', [12.99, 13.49], '0', '12.99', []],
  ['a place on the screen', [103.33333587646484, 20.66666603088379], '0', '103.33333587646484', []],
  ['another key', { field: 'email', size: 'x' }, 'size', 'x', []],
  ['what a scrub left', { field: 'a [email]', value: 'x' }, 'value', 'x', []],
] as const)('%s', (_, holder, key, plain, names) =>
  expect(beside(holder as unknown as Record<string, unknown>, key, plain)).toEqual(names),
)
