import fc from 'fast-check'
import { expect, test } from 'vitest'
import { applyPlan, type PlannedFields } from '../apply/applyPlan.ts'
import { definePlan } from './definePlan.ts'
import { boolean, date, geo, list, number, oneOf, string, text, url } from './fields.ts'

const terms = { why: 'To see what sells.', retention: '90d' } as const
/** Every kind of field that is not free text. */
const closed = {
  one: oneOf('free', 'pro', 5),
  age: number().generalize([18, 65]),
  order: string().pattern('[a-z]{3}-[0-9]{1,4}'),
  mail: string().hash({ rotate: '30d' }),
  account: string().tokenize(),
  hidden: string().mask({ start: 1, end: 1 }),
  born: date().generalize('month'),
  at: date(),
  from: url().generalize(['/users/:id', '/search/*']),
  near: geo().generalize({ decimals: 0 }),
  where: geo().generalize('region'),
  tags: list(oneOf('tea', 'mate')),
  sizes: list(text().generalize([5])),
  size: text().generalize([1, 10]),
  paid: boolean(),
  secret: text().drop(),
  health: oneOf('good', 'bad').hash().category('health').purpose('care'),
}
const names = Object.keys(closed)
const plan = definePlan({ events: { e: { ...terms, props: closed } } })

const name = fc
  .constantFrom('Ann', 'Åsa', 'Nguyễn', 'Oğuz', '李小龙', 'محمد', 'Иван', 'Þórr')
  .chain((first) =>
    fc.constantFrom('Miller', 'de la Cruz', 'Şahin', "O'Neil", 'Żak').map((last) => `${first} ${last}`),
  )
/** What a visitor would not want to leave, as a page may hand it over by mistake. */
const personal = fc.oneof(
  name,
  fc.emailAddress(),
  fc.ipV4(),
  fc.uuid(),
  fc.integer({ min: 1_000_000, max: 9_999_999 }).map((n) => `+49 170 ${n}`),
  fc.string({ minLength: 6, unit: 'grapheme' }).filter((value) => /\p{L}{3}/u.test(value)),
)
const handed = (value: string): fc.Arbitrary<unknown> =>
  fc.constantFrom<unknown>(
    value,
    [value],
    { value },
    { lat: value, lng: 5 },
    { country: value, region: value },
    `https://shop.example/users/${encodeURIComponent(value)}?q=${value}#${value}`,
    `/search/${value}`,
    new String(value),
  )

function written(fields: PlannedFields): string {
  return JSON.stringify([fields.props, fields.declared])
}

test('outside free text nothing of a value leaves, whatever field it is handed to', () => {
  fc.assert(
    fc.property(
      personal.chain((value) => fc.tuple(fc.constant(value), fc.constantFrom(...names), handed(value))),
      ([value, field, given]) => {
        const planned = applyPlan(plan, 'e', { [field]: given, other: given })!
        expect(planned.undeclared).toEqual(['other'])
        for (const fields of [planned, ...Object.values(planned.apart)]) {
          expect(written(fields)).not.toContain(JSON.stringify(value).slice(1, -1))
          expect(written(fields)).not.toContain(encodeURIComponent(value))
        }
      },
    ),
    { numRuns: 3_000 },
  )
})

test('what is undeclared does not leave, and no name finds what every object has', () => {
  const anyName = fc.oneof(
    fc.string(),
    fc.constantFrom(...names, 'constructor', '__proto__', 'toString', 'length', '0'),
  )
  fc.assert(
    fc.property(anyName, fc.dictionary(anyName, fc.jsonValue()), (event, props) => {
      expect(event === 'e' || applyPlan(plan, event, props) === undefined).toBe(true)
      const planned = applyPlan(plan, 'e', props)!
      const left = [planned, ...Object.values(planned.apart)].flatMap((fields) =>
        [fields.props, fields.hashed, fields.tokens].flatMap(Object.keys),
      )
      for (const key of left) expect(names).toContain(key)
      expect(planned.undeclared).toEqual(
        Object.keys(props).filter((key) => key !== '__proto__' && !names.includes(key)),
      )
    }),
    { numRuns: 1_000 },
  )
})
