import { expect, test } from 'vitest'
import type { PurposeState, Rule } from './consent.ts'
import { type Facts, precedence } from './precedence.ts'

const NOTHING: Facts = {
  blocked: undefined,
  withdrawing: false,
  decision: undefined,
  stale: false,
  expired: false,
  sure: false,
  reading: false,
  signal: undefined,
  external: undefined,
  fallback: 'undecided',
}
const YES: Partial<Facts> = { decision: 'granted', sure: true }
const NO: Partial<Facts> = { decision: 'denied' }

function decider(facts: Partial<Facts>): [Rule, PurposeState | null] {
  const chain = precedence({ ...NOTHING, ...facts })
  const deciding = chain.filter(({ decides }) => decides)
  expect(deciding).toHaveLength(1)
  return [deciding[0]!.rule, deciding[0]!.state]
}

test.each<[string, Partial<Facts>, Rule, PurposeState]>([
  ['nothing', {}, 'default', 'undecided'],
  ['nothing, where a region has it on', { fallback: 'default_on' }, 'default', 'default_on'],
  ['nothing, where a region exempts it', { fallback: 'exempt' }, 'default', 'exempt'],
  ['the record is being read', { reading: true, fallback: 'default_on' }, 'default', 'loading'],
  ['a yes', YES, 'grant', 'granted'],
  ['a yes that waits to be confirmed', { ...YES, sure: false, reading: true }, 'default', 'loading'],
  ['a yes that nothing confirms', { ...YES, sure: false }, 'default', 'undecided'],
  ['an old yes', { ...YES, expired: true }, 'grant', 'expired'],
  ['a yes to something else', { ...YES, stale: true }, 'grant', 'stale'],
  ['an old yes to something else', { ...YES, stale: true, expired: true }, 'grant', 'stale'],
  ['an old yes that nothing confirms', { ...YES, sure: false, expired: true }, 'grant', 'expired'],
  ['a no', NO, 'denial', 'denied'],
  ['a no that is being carried out', { ...NO, withdrawing: true }, 'denial', 'withdrawn'],
  ['a yes while an older no is being carried out', { ...YES, withdrawing: true }, 'grant', 'granted'],
  ['an old no', { ...NO, expired: true }, 'denial', 'expired'],
  ['a no to something else', { ...NO, stale: true }, 'denial', 'stale'],
  ['a no where a region has it on', { ...NO, fallback: 'default_on' }, 'denial', 'denied'],
  [
    'an old no where a region has it on',
    { ...NO, expired: true, fallback: 'default_on' },
    'denial',
    'expired',
  ],
  ['the signal, against nothing', { signal: true }, 'signal', 'signal_denied'],
  ['the signal, against a yes', { ...YES, signal: true }, 'signal', 'signal_denied'],
  [
    'the signal, where a region has it on',
    { signal: true, fallback: 'default_on' },
    'signal',
    'signal_denied',
  ],
  ['the signal, with a no', { ...NO, signal: true }, 'denial', 'denied'],
  ['the signal, against another source', { external: 'granted', signal: true }, 'signal', 'signal_denied'],
  ['another source says yes', { external: 'granted' }, 'external', 'granted'],
  ['another source says no, against a yes', { ...YES, external: 'denied' }, 'external', 'denied'],
  ['another source says yes, against a no', { ...NO, external: 'granted' }, 'denial', 'denied'],
  ['another source has not spoken', { ...YES, external: null }, 'external', 'loading'],
  ['blocked, with a yes', { ...YES, blocked: true }, 'blocked', 'blocked'],
  ['blocked, with a no', { ...NO, blocked: true }, 'blocked', 'blocked'],
  ['blocked, where a region has it on', { blocked: true, fallback: 'default_on' }, 'blocked', 'blocked'],
])('%s', (_, facts, rule, state) => {
  expect(decider(facts)).toEqual([rule, state])
})

/** Every combination of everything that decides. */
function everything(): Facts[] {
  const choices: { [Name in keyof Facts]: Facts[Name][] } = {
    blocked: [undefined, true],
    withdrawing: [false, true],
    decision: [undefined, 'granted', 'denied'],
    stale: [false, true],
    expired: [false, true],
    sure: [false, true],
    reading: [false, true],
    signal: [undefined, true],
    external: [undefined, null, 'granted', 'denied'],
    fallback: ['undecided', 'default_on', 'exempt'],
  }
  return Object.entries(choices).reduce<object[]>(
    (made, [name, values]) => made.flatMap((facts) => values.map((value) => ({ ...facts, [name]: value }))),
    [{}],
  ) as Facts[]
}

test('of all 4,608 combinations none is on against a no, a signal, a block or a doubt', () => {
  const all = everything()
  expect(all).toHaveLength(4_608)
  let on = 0
  for (const facts of all) {
    const [, state] = decider(facts)
    if (state !== 'granted' && state !== 'default_on' && state !== 'exempt') continue
    on++
    expect(facts.blocked || facts.signal || facts.decision === 'denied').toBeFalsy()
    expect(facts.external === null || facts.external === 'denied').toBe(false)
    if (facts.external) continue
    expect(facts.decision === 'granted' && (facts.stale || facts.expired)).toBe(false)
    if (state === 'granted') expect([facts.decision, facts.sure]).toEqual(['granted', true])
    else expect([facts.reading, facts.fallback]).toEqual([false, state])
  }
  expect(on).toBe(240)
})

test('what stands higher can only take away: it never turns on what the rules below it have off', () => {
  for (const facts of everything()) {
    const [, state] = decider(facts)
    const below = decider({ ...facts, blocked: undefined, signal: undefined })[1]
    const isOn = (found: PurposeState | null): boolean => found === 'granted' || found === 'default_on'
    if (isOn(state)) expect(isOn(below)).toBe(true)
  }
})
