import { expect, test } from 'vitest'
import { scrubText } from '../scrubText.ts'
import { pack } from './pack.ts'

test.each([
  ['Hello Jane', 'Hello [name]'],
  ['Welcome back, Andrée Renard!', 'Welcome back, [name]!'],
  ['Name Ludwig van der Berg rejected', 'Name [name] rejected'],
  ['hello 슬아 금', 'hello [name]'],
  ['Customer: Björn Lund - settings', 'Customer: [name] - settings'],
  ['Ship to 3333 Braeden Spur, 97514-2844 Lindfield rejected', 'Ship to [address] rejected'],
  ['Delivered to 12 rue de la Paix, 75002 Paris yesterday', 'Delivered to [address] yesterday'],
  ['Address: Hauptstraße 5, 10115 Berlin', 'Address: [address]'],
  ['Date of birth: January 3, 1990', 'Date of birth: [private]'],
  ['Full name: Mokoena', 'Full name: [name]'],
  ['Passenger (Washington) is late', 'Passenger ([name]) is late'],
  ['<dt>Teljes név</dt><dd>Ádám</dd>', '<dt>Teljes név</dt><dd>[name]</dd>'],
  ['Nombre completo = Ana Ruiz; ok', 'Nombre completo = [name]; ok'],
  ['license plate: XJ59 NEQ', 'license plate: [private] NEQ'],
])('%s', (text, clean) => expect(scrubText(text, {}, { pack })).toBe(clean))

test.each([
  ...[
    'Hello World',
    'Dear Customer',
    'Welcome Back',
    'Name Required',
    'Customer Service',
    'Contact: Support',
    'Product name: Blue',
    'Name: Blue',
    'hello there',
    'User login',
  ],
  ...[
    'Ship to Germany',
    'address not found',
    'born to run',
    'Error: user.name is undefined',
    'plate of food',
  ],
  ...['Calvin Klein Eternity - Buy online', 'Version 7.15.3 released on 11 March 2022', 'at login.js:12:33'],
])('%s is kept', (text) => expect(scrubText(text, {}, { pack })).toBe(text))
