import { describe, expect, it } from 'vitest'
import { packOf, strictest } from './packOf.ts'
import { PACK_SOURCES } from './packSources.ts'
import { PACKS } from './packs.ts'

describe('packOf', () => {
  it.each([
    ['FR', 'fr'],
    ['fr', 'fr'],
    ['FR-75', 'fr'],
    ['RE', 'eu'],
    ['DE', 'eu'],
    ['DE-BY', 'eu'],
    ['NO', 'eu'],
    ['IT', 'it'],
    ['CZ', 'cz'],
    ['GB', 'uk'],
    ['GB-SCT', 'uk'],
    ['US-CA', 'us-ca'],
    ['us-co', 'us-gpc'],
    ['US-TX', 'us-gpc'],
    ['US-FL', 'none'],
    ['US-PR', 'none'],
    ['CH', 'none'],
    ['JP-13', 'none'],
  ])('%s has pack %s', (region, pack) => {
    expect(packOf(region).id).toBe(pack)
  })

  // Missing, malformed, left to users by ISO 3166, what edge networks write for Tor and for nowhere, or no single law.
  it.each([
    undefined,
    '',
    ' ',
    'X',
    'XX',
    'ZZ',
    'T1',
    'A1',
    'AA',
    'QM',
    'US',
    'EU',
    'UK1',
    'FRA',
    'US-',
    'US_CA',
    'FR ',
    '__proto__',
    'constructor',
  ])('%j is not known, so the strictest of all holds', (region) => {
    expect(packOf(region)).toEqual(strictest(Object.values(PACKS)))
    expect(packOf(region)).toMatchObject({ id: 'strictest', on: [], exempt: [], signalOnPage: true })
  })

  it('computes the strictest from the table: what all allow, what any forbids', () => {
    expect(
      strictest([
        { on: ['a', 'b'], exempt: ['a'], signal: ['x'], lastsDays: 10 },
        { on: ['b', 'c'], exempt: ['a', 'b'], signal: ['y', 'x'], lastsDays: 20, quietDays: 15 },
      ]),
    ).toEqual({ id: 'strictest', on: ['b'], exempt: ['a'], signal: ['x', 'y'], lastsDays: 10, quietDays: 15 })
  })

  it('has no pack that turns on more than measurement, and none without the signal for marketing', () => {
    for (const { on = [], exempt = [], signal, lastsDays } of Object.values(PACKS)) {
      expect(['measurement', ...on, ...exempt].every((each) => each === 'measurement')).toBe(true)
      expect(signal).toContain('marketing')
      expect(lastsDays).toBeLessThanOrEqual(365)
    }
    expect(PACKS.none.on).toBeUndefined()
  })

  it('dates every pack', () => {
    expect(Object.keys(PACK_SOURCES)).toEqual(Object.keys(PACKS))
    for (const { asOf, source } of Object.values(PACK_SOURCES)) {
      expect(asOf).toMatch(/^20\d\d-\d\d-\d\d$/)
      expect(source).not.toBe('')
    }
  })
})
