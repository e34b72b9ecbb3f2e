import { describe, expect, test } from 'vitest'
import { scrubText } from '../scrubText.ts'

/** A value that must be found whole, alone and in a sentence. */
function found(type: string, values: string[]): void {
  test.each(values)('%s', (value) => {
    expect(scrubText(value, {}, {})).toBe(`[${type}]`)
    const counts: Record<string, number> = {}
    expect(scrubText(`please see ${value} thanks`, counts, {})).toBe(`please see [${type}] thanks`)
    expect(counts[type]).toBe(1)
  })
}

function kept(values: string[]): void {
  test.each(values)('%s', (value) => {
    const counts = {}
    expect(scrubText(value, counts, {})).toBe(value)
    expect(counts).toEqual({})
  })
}

/** Strings in the form of live secrets are put together here, so that no code host takes them for one. */
const random = 'aB3dE5gH7jK9mN1pQ3sT5vW7yZ9bC2dF4gH6'

describe('email', () => {
  // RFC 5321, 6531: plus tags, quoted-free specials, international local parts and hosts.
  found('email', [
    'jane.doe@example.com',
    'jane+tag@mail.example.co.uk',
    "o'hara_x#y@example.org",
    'kunde@müller-gmbh.example',
    'почта@пример.рф',
    'x@xn--e1afmkfd.xn--p1ai',
    '12345@163.com',
  ])
  describe('kept', () => kept(['logo@2x.png', 'react@18.2.0', '@media print', 'a @ b', 'user@localhost']))
})

describe('phone', () => {
  // ITU-T E.164, and libphonenumber-like national forms of several countries.
  found('phone', [
    '+44 20 7946 0958',
    '+14155550132',
    '0033 1 23 45 67 89',
    '(212) 555-0123',
    '1-800-555-0199',
    '06 12 34 56 78',
    '0171 2345678',
    '8 (912) 345-67-89',
    '512 345 678',
    '090-1234-5678',
  ])
  describe('kept', () =>
    kept([
      '2024-01-06 12:30:45',
      '06.01.2024',
      '1787997379829',
      'Order 74085785',
      'version 14.11.109',
      '0.0815256',
      'ISBN 978-3-16-148410-0',
      '3-16-148410-0',
      'Showing 11-46 of 2276 results',
      '$1,234,567.89',
      '20.5 x 33.25 cm',
    ]))
})

describe('card', () => {
  // The issuers' published test numbers.
  found('card', [
    '4111111111111111',
    '4111 1111 1111 1111',
    '5555-5555-5555-4444',
    '378282246310005',
    '30569309025904',
    '6011111111111117',
    '3530111333300000',
    '2223003122003222',
    '6240008631401148',
  ])
  describe('kept', () => kept(['4111111111111112', '4314980873319', 'A4111111111111111', '1111111111111117']))
})

describe('ip', () => {
  // RFC 5737 and 3849 documentation ranges, RFC 7042 hardware addresses.
  found('ip', [
    '192.0.2.17',
    '203.0.113.5',
    '2001:db8::8a2e:370:7334',
    '2001:0db8:85a3:0000:0000:8a2e:0370:7334',
    'fe80::1ff:fe23',
    '00:00:5e:00:53:af',
    '00-00-5E-00-53-AF',
  ])
  describe('kept', () =>
    kept([
      '10.0.0.1 build',
      'v1.2.3.4',
      'Chrome/134.0.0.0 Safari/537.36',
      '1.2.3.4.5',
      '12:30:45',
      'std::vector::push_back',
      '2024-01-06',
      '999.1.1.1',
    ]))
})

describe('token', () => {
  // RFC 7519, 6750 and the prefixes that issuers document.
  found('token', [
    `eyJ${random}.eyJ${random}.${random}`,
    `Bearer ${random}`,
    `sk${'_live_'}${random}`,
    `gh${'p_'}${random}`,
    `github${'_pat_'}${random}`,
    `gl${'pat-'}${random}`,
    `xo${'xb-'}${random}`,
    `AK${'IA'}${random.toUpperCase().slice(0, 16)}`,
    `AI${'za'}${random}`,
    random,
  ])
  test('what follows a path segment that announces one', () => {
    expect(scrubText('/reset-password/820c5ec03245618a684665741acc854b743c18dc', {}, {})).toBe(
      '/reset-password/[token]',
    )
  })
  describe('kept', () =>
    kept([
      '36545d5e91af6a2d2a721a3c5ab368373e1928e3',
      '6bf04470-052b-436c-956f-1b0edcf3617e',
      'how-to-choose-a-laptop-38-in-2024',
      'getBoundingClientRectOfElement2',
      '1ZMTR8466203133124',
      'btn btn-primary mt-2 md:hover:bg-500',
    ]))
})
