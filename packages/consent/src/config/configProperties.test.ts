import { readFileSync } from 'node:fs'
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compareConfigs } from './changeClass.ts'
import { checkConfig } from './checkConfig.ts'
import type { ConsentConfig } from './consentConfig.ts'
import { termsOf } from './terms.ts'
import { KNOWN_PURPOSES, WORD_KEYS } from './wordKeys.ts'

const schema = JSON.parse(readFileSync(new URL('askfirst.schema.json', import.meta.url), 'utf8'))
const bySchema: ValidateFunction = new Ajv2020({ allErrors: false }).compile(schema)
const byCheck = (value: unknown): boolean => {
  try {
    checkConfig(value)
    return true
  } catch (error) {
    if ((error as Error).name !== 'AskfirstError') throw error
    return false
  }
}

const sentence = fc.constantFrom('Count visits.', 'Ask you.', 'قياس', 'One 😀', 'x'.repeat(80))
const tag = fc.constantFrom('en', 'de', 'pt-BR', 'he')
const aText = fc.oneof(sentence, fc.dictionary(tag, sentence, { minKeys: 1 }))
const items = fc.array(fc.constantFrom('pages', 'country', 'Host', 'Ads Inc'), { maxLength: 3 })
const purpose = fc.record(
  {
    id: fc.constantFrom(...KNOWN_PURPOSES, 'surveys', 'constructor'),
    label: aText,
    reason: aText,
    benefit: aText,
    data: items,
    recipients: items,
    retentionDays: fc.integer({ min: 1, max: 3 }),
  },
  { requiredKeys: ['id', 'label', 'reason', 'benefit'] },
)
const known = fc.record(
  { id: fc.constantFrom(...KNOWN_PURPOSES), reason: aText, data: items },
  { requiredKeys: ['id'] },
)
const config = fc.record(
  {
    $schema: fc.constant('./askfirst.schema.json'),
    controller: fc.record(
      {
        name: sentence,
        contact: fc.constant('a@b.test'),
        privacyUrl: fc.constantFrom('/p', 'https://b.test'),
      },
      { requiredKeys: ['name'] },
    ),
    purposes: fc.uniqueArray(fc.oneof(purpose, known), {
      minLength: 1,
      maxLength: 4,
      selector: ({ id }) => id,
    }),
    banner: fc.record(
      { show: fc.boolean(), layout: fc.constantFrom('bar', 'box'), theme: fc.constantFrom('auto', 'dark') },
      { requiredKeys: [] },
    ),
    language: tag,
    words: fc.dictionary(
      tag,
      fc.dictionary(
        fc.constantFrom(...WORD_KEYS).filter((key) => key !== 'reject'),
        sentence,
      ),
    ),
  },
  { requiredKeys: ['purposes'] },
)

/** What the fields may be replaced by: near the border, on both sides of it. */
const oddity = fc.oneof(
  fc.constantFrom<unknown[]>(
    null,
    true,
    false,
    0,
    1,
    1.5,
    36_500,
    36_501,
    '',
    ' ',
    '…',
    'x',
    'x'.repeat(81),
    'x'.repeat(501),
    'necessary',
    'a_b-1',
    'a.b',
    'en',
    'english',
    'bar',
    'top-end',
    '/p',
    '//p',
    'javascript:x',
    'a\nb',
    'a\u202eb',
    'a\u200fb',
    'a\ud800',
    '\u3164',
    [],
    ['x'],
    [''],
    {},
    { en: 'x' },
    { en: '' },
    { english: 'x' },
    { id: 'measurement' },
    { id: 'surveys' },
    { name: 'x' },
  ),
  fc.jsonValue(),
)
const strangeKey = fc.oneof(
  fc.constantFrom(
    'reject',
    'default',
    'countdown',
    'title',
    'label',
    'data',
    'name',
    'show',
    'purposes',
    'de',
  ),
  fc.string({ maxLength: 5 }),
)

/** Somewhere in the document, one member is replaced, added or removed. */
function disturbed(
  document: unknown,
  where: number,
  key: string,
  how: 'set' | 'add' | 'remove',
  value: unknown,
) {
  const copy = structuredClone(document)
  const places: [holder: Record<string, unknown>, key: string][] = []
  const visit = (holder: Record<string, unknown>): void => {
    for (const [name, member] of Object.entries(holder)) {
      places.push([holder, name])
      if (typeof member === 'object' && member !== null) visit(member as Record<string, unknown>)
    }
  }
  visit(copy as Record<string, unknown>)
  const [holder, name] = places[where % places.length]!
  if (how === 'set') holder[name] = value
  else if (how === 'remove' && !Array.isArray(holder)) delete holder[name]
  else if (!Array.isArray(holder)) Object.defineProperty(holder, key, { value, enumerable: true })
  return copy
}

describe('askfirst.schema.json and checkConfig', () => {
  it('name the same words and the same built-in purposes', () => {
    expect(schema.$defs.words.propertyNames.enum).toEqual([...WORD_KEYS])
    expect(schema.$defs.purpose.if.properties.id.enum).toEqual([...KNOWN_PURPOSES])
  })

  it('both take every configuration', () => {
    fc.assert(
      fc.property(config, (value) => {
        expect(bySchema(value), JSON.stringify(bySchema.errors)).toBe(true)
        expect(checkConfig(value)).toBe(value)
      }),
    )
  })

  it('agree about what has gone wrong in one place', () => {
    const counts = { taken: 0, refused: 0 }
    fc.assert(
      fc.property(
        config,
        fc.nat(),
        strangeKey,
        fc.constantFrom('set', 'set', 'add', 'remove'),
        oddity,
        (value, where, key, how, odd) => {
          const document = disturbed(value, where, key, how, odd)
          fc.pre(!saidTwice(document))
          const taken = bySchema(document)
          counts[taken ? 'taken' : 'refused']++
          expect(byCheck(document)).toBe(taken)
        },
      ),
      { numRuns: 2_000 },
    )
    // Neither half is empty.
    expect(Math.min(counts.taken, counts.refused)).toBeGreaterThan(100)
  })

  it('differ only where the schema says that it cannot tell', () => {
    const twice = { purposes: [{ id: 'measurement' }, { id: 'measurement' }] }
    const masked = { purposes: [{ id: 'measurement' }], words: { en: { accept: 'Yes', reject: 'Yes' } } }
    for (const value of [twice, masked]) {
      expect(bySchema(value)).toBe(true)
      expect(byCheck(value)).toBe(false)
    }
    expect(schema.description).toMatch(
      /each purpose stands there once.*Reject does not say what another button says/,
    )
  })
})

/** The two things that a schema can't tell. */
function saidTwice(document: unknown): boolean {
  const { purposes, words } = document as { purposes?: unknown; words?: unknown }
  const ids = Array.isArray(purposes) ? purposes.map((each) => (each as { id?: unknown } | null)?.id) : []
  const sets = typeof words === 'object' && words ? Object.values(words) : []
  return new Set(ids).size < ids.length || sets.some((each) => each?.reject !== undefined)
}

describe('compareConfigs and termsOf', () => {
  const pack = fc.constantFrom('eu', 'uk')

  it('ask the same visitors about the same purposes', () => {
    fc.assert(
      fc.property(config, config, pack, pack, (before, after, packBefore, packAfter) => {
        sameAsked(before as ConsentConfig, after as ConsentConfig, packBefore, packAfter)
      }),
      { numRuns: 500 },
    )
  })

  it('do so for one change in one place, and nothing has changed only where nobody could see it', () => {
    fc.assert(
      fc.property(
        config,
        fc.nat(),
        strangeKey,
        fc.constantFrom('set', 'set', 'add', 'remove'),
        oddity,
        (value, where, key, how, odd) => {
          const after = disturbed(value, where, key, how, odd)
          fc.pre(byCheck(after))
          sameAsked(value as ConsentConfig, after as ConsentConfig, 'eu', 'eu')
        },
      ),
      { numRuns: 1_000 },
    )
  })

  function sameAsked(
    before: ConsentConfig,
    after: ConsentConfig,
    packBefore: string,
    packAfter: string,
  ): void {
    const [old, now] = [termsOf(before, { pack: packBefore }), termsOf(after, { pack: packAfter })]
    const asked = Object.keys(now).filter((id) => !Object.hasOwn(old, id) || old[id] !== now[id])
    const compared = compareConfigs(before, after, [packBefore, packAfter])
    expect(new Set(compared.purposes)).toEqual(new Set(asked))
    expect(['material', 'breaking'].includes(compared.class)).toBe(asked.length > 0)
    expect(compared.class === 'none').toBe(compared.changes.length === 0)
    const { $schema: _a, ...one } = before
    const { $schema: _b, ...two } = after
    if (JSON.stringify(one) === JSON.stringify(two) && packBefore === packAfter)
      expect(compared.purposes).toEqual([])
  }
})
