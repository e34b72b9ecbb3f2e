import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonical } from './canonical.ts'

describe('canonical', () => {
  it('orders members by UTF-16 units and writes numbers and strings as RFC 8785 has them', () => {
    // The RFC's section 3.2.3: its members, in its order.
    const names = ['\u20ac', '\r', '\ufb33', '1', '\ud83d\ude00', '\u0080', '\u00f6']
    const sorted = ['\r', '1', '\u0080', '\u00f6', '\u20ac', '\ud83d\ude00', '\ufb33']
    const value = Object.fromEntries(names.map((name) => [name, 0]))
    expect(canonical(value)).toBe(`{${sorted.map((name) => `${JSON.stringify(name)}:0`).join(',')}}`)
    // Section 3.2.2.
    expect(
      canonical({
        numbers: [JSON.parse('333333333.33333329'), 1e30, 4.5, 2e-3, 1e-27],
        literals: [null, true, false],
      }),
    ).toBe('{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27]}')
    expect(canonical('\u20ac$\u000f\nA\'\u0042\u0022\u005c\\"/')).toBe('"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"')
    expect(canonical(-0)).toBe('0')
  })

  it('leaves out undefined members', () => {
    expect(canonical({ b: undefined, a: { c: undefined } })).toBe('{"a":{}}')
  })

  it('means the same as JSON does, whatever the order of members', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        // JSON has no negative zero.
        const plain: unknown = JSON.parse(JSON.stringify(value))
        expect(JSON.parse(canonical(plain))).toEqual(plain)
        expect(canonical(reversed(plain))).toBe(canonical(plain))
      }),
    )
  })

  it.each([[Number.NaN], [Infinity], [() => 0], [undefined], [[undefined]], ['\ud800'], [{ '\udfff': 1 }]])(
    'throws for what JSON cannot hold, %#',
    (value) => {
      expect(() => canonical(value)).toThrow(TypeError)
    },
  )
})

function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([name, member]) => [name, reversed(member)]),
  )
}
