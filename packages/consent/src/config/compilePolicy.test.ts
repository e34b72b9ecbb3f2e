import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compilePolicy } from './compilePolicy.ts'
import type { ConsentPolicy } from './consentPolicy.ts'
import { optInRules } from './optInRules.ts'

const DAY = 86_400_000
const ALL = ['measurement', 'identity', 'personalization', 'marketing', 'surveys']
const undecided = Object.fromEntries(ALL.map((purpose) => [purpose, 'undecided']))
const on = (policy: ConsentPolicy): string[] =>
  ALL.filter((purpose) => compilePolicy(policy, ALL).defaults[purpose] !== 'undecided')

describe('compilePolicy', () => {
  it('is opt-in for 180 days without a policy, and lets the signal turn marketing off', () => {
    const rules = { pack: 'opt-in', defaults: undecided, signal: ['marketing'], lasts: 180 * DAY }
    expect(compilePolicy(undefined, ALL)).toEqual(rules)
    expect(optInRules(ALL)).toEqual(rules)
    expect(compilePolicy({}, ALL)).toEqual(rules)
    expect(compilePolicy({ model: 'opt-in' }, ALL)).toEqual(rules)
  })

  it('loosens nothing for a region without the model', () => {
    fc.assert(
      fc.property(fc.constantFrom('GB', 'US-CA', 'US-TX', 'FR', 'BR', 'nowhere'), (region) => {
        const { signalOnPage, ...rules } = compilePolicy({ region }, ALL)
        expect(rules).toEqual(compilePolicy(undefined, ALL))
      }),
    )
    expect(compilePolicy({ region: 'US-CA' }, ALL).signalOnPage).toBe(true)
    expect(compilePolicy({ region: 'DE' }, ALL).signalOnPage).toBeUndefined()
  })

  it.each([
    ['DE', [], 180, 180],
    ['FR', [], 180, 180],
    ['IT', [], 180, 180],
    ['CZ', [], 365, 180],
    ['GB', ['measurement'], 365, undefined],
    ['US-CA', ['measurement'], 365, 365],
    ['US-CO', ['measurement'], 365, undefined],
    ['BR', [], 180, undefined],
    [undefined, [], 180, 365],
    ['XX', [], 180, 365],
  ])('in region %s has %j on before a choice', (region, expected, lasts, quiet) => {
    const policy: ConsentPolicy = { model: 'regional', ...(region && { region }) }
    expect(on(policy)).toEqual(expected)
    const rules = compilePolicy(policy, ALL)
    expect(rules.lasts).toBe(lasts * DAY)
    expect(rules.quiet).toBe(quiet && quiet * DAY)
    expect(rules.signal).toContain('marketing')
  })

  it('exempts measurement in France only, and only where the host says so', () => {
    const state = (region: string, exempt?: boolean): string | undefined =>
      compilePolicy({ model: 'regional', region, ...(exempt !== undefined && { exempt }) }, ALL).defaults[
        'measurement'
      ]
    expect(state('FR')).toBe('undecided')
    expect(state('FR', false)).toBe('undecided')
    expect(state('FR', true)).toBe('exempt')
    expect(state('DE', true)).toBe('undecided')
    expect(state('XX', true)).toBe('undecided')
    expect(on({ model: 'regional', region: 'FR', exempt: true })).toEqual(['measurement'])
  })

  it('never has identity, marketing or a purpose of the site on without a choice, whatever the region', () => {
    const region = fc.option(
      fc.oneof(fc.string({ maxLength: 6 }), fc.constantFrom('GB', 'US-CA', 'US-NJ', 'FR')),
      {
        nil: undefined,
      },
    )
    fc.assert(
      fc.property(region, fc.boolean(), (where, exempt) => {
        const policy: ConsentPolicy = {
          model: 'regional',
          exempt,
          ...(where !== undefined && { region: where }),
        }
        expect(on(policy).filter((purpose) => purpose !== 'measurement')).toEqual([])
      }),
    )
  })

  it('adds to what the signal turns off, and takes nothing away', () => {
    expect(compilePolicy({ signal: ['measurement'] }, ALL).signal).toEqual(['marketing', 'measurement'])
    expect(compilePolicy({ signal: [] }, ALL).signal).toEqual(['marketing'])
    expect(compilePolicy({ signal: ['marketing'] }, ['measurement']).signal).toEqual(['marketing'])
  })

  it('lets a choice last shorter', () => {
    expect(compilePolicy({ lastsDays: 30 }, ALL).lasts).toBe(30 * DAY)
    expect(compilePolicy({ model: 'regional', region: 'IT', lastsDays: 30 }, ALL)).toMatchObject({
      lasts: 30 * DAY,
      quiet: 180 * DAY,
    })
  })

  it.each([
    [{ model: 'opt-out' }, 'policy', /'opt-in' \(the default\) or 'regional', not "opt-out"/],
    [{ region: 49 }, 'policy', /ISO 3166/],
    [{ signal: 'marketing' }, 'policy', /list of purposes/],
    [{ signal: ['ads'] }, 'policy', /"ads" is none of the purposes: measurement/],
    [{ signal: ['necessary'] }, 'policy', /"necessary" is none/],
    [{ lastsDays: 181 }, 'policy', /from 1 to 180/],
    [{ lastsDays: 0 }, 'policy', /from 1 to 180/],
    [{ lastsDays: 1.5 }, 'policy', /whole days/],
    [{ lastsDays: Number.NaN }, 'policy', /whole days/],
    [{ lastsDays: '30' }, 'policy', /whole days/],
    [{ model: 'regional', region: 'GB', lastsDays: 366 }, 'policy', /1 to 365, which pack "uk"/],
    [{ model: 'regional', region: 'US-CA', lastsDays: 400 }, 'policy', /us-ca/],
    [{ exempt: true }, 'policy', /only with model: 'regional'/],
    [{ model: 'regional', exempt: 'yes' }, 'policy', /true or false/],
    [{ modle: 'regional' }, 'policy', /modle: unknown; there are model, region/],
    [{ acceptLastsDays: 365, rejectLastsDays: 1 }, 'dark-pattern', /acceptLastsDays.*§7004/],
    [{ rejectLastsDays: 1 }, 'dark-pattern', /one lastsDays/],
    [{ refusalDays: 1 }, 'dark-pattern', /one lastsDays/],
    [{ consentLifetime: 1 }, 'dark-pattern', /one lastsDays/],
  ])('refuses %j', (policy, code, message) => {
    expect(() => compilePolicy(policy as ConsentPolicy, ALL)).toThrow(
      expect.objectContaining({ name: 'AskfirstError', code, message: expect.stringMatching(message) }),
    )
  })

  it.each([
    [['necessary'], /leave out "necessary"/],
    [['measurement', 'measurement'], /name each once/],
  ])('refuses the purposes %j', (purposes, message) => {
    expect(() => compilePolicy(undefined, purposes)).toThrow(
      expect.objectContaining({ code: 'purposes', message: expect.stringMatching(message) }),
    )
  })
})
