import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { generate } from './generate.mjs'
import { type Case, readCorpus } from './readCorpus.mjs'
import { score } from './score.mjs'

const dev = readCorpus(new URL('dev.jsonl.gz', import.meta.url))
const mail: Case = {
  id: '1',
  kind: 'text',
  input: 'to: jane.roe@x.test',
  pii: [{ type: 'email', value: 'jane.roe@x.test', ctx: 'label' }],
  keep: ['to:'],
  source: 'here',
}
const after = (output: unknown) => score([mail], [output])

test.each([
  ['dev', dev],
  ['generated', generate({ count: 900 })],
])(
  'every value of the %s corpus is readable before scrubbing, and none after everything is dropped',
  (_, cases) => {
    const untouched = score(
      cases,
      cases.map(({ input }) => input),
    )
    expect([...Object.values(untouched.byType)].every(({ rate }) => rate === 1)).toBe(true)
    expect(untouched.negatives.changed + untouched.kept.lost + untouched.hashes).toBe(0)
    const dropped = score(
      cases,
      cases.map(() => ''),
    )
    expect(dropped.withoutNames.leaked + dropped.names.leaked + dropped.withoutNames.inPart).toBe(0)
    expect(dropped.negatives.rate).toBe(1)
  },
)

test.each([
  ['percent', 'to: jane.roe%2540x.test'],
  ['base64', { data: btoa('{"m":"jane.roe@x.test"}') }],
  ['entities', 'to: jane.roe&#64;x.test'],
  ['JSON escapes', '{"m":"jane.roe\\u0040x.test"}'],
  ['full width', 'to: JANE.ROE＠x.test'],
])('a value in %s leaks', (_, output) => {
  expect(after(output).core.leaked).toBe(1)
})

test('half of an address, and its bare hash, are told apart from none of it', () => {
  expect(after('to: jane.roe at [domain]').core).toMatchObject({ leaked: 0, inPart: 1 })
  expect(after(createHash('sha1').update('jane.roe@x.test').digest('hex')).hashes).toBe(1)
  expect(after('to: [email]')).toMatchObject({ hashes: 0, core: { leaked: 0, inPart: 0 }, kept: { lost: 0 } })
})

test('a tool that throws has changed nothing', () => {
  expect(after(new Error('no'))).toMatchObject({ errors: 1, core: { leaked: 1 } })
})

test('the same seed makes the same cases, another one others', () => {
  const text = (seed: number) => JSON.stringify(generate({ count: 200, seed }))
  expect(text(5)).toBe(text(5))
  expect(text(6)).not.toBe(text(5))
})

test('the generated corpus has hard negatives of forty kinds and more, national numbers of forty and more', () => {
  const cases = generate()
  expect(new Set(cases.filter(({ neg }) => neg).map(({ source }) => source)).size).toBeGreaterThan(40)
  const ids = cases.flatMap(({ pii }) => pii.filter(({ type }) => type === 'national_id'))
  expect(new Set(ids.map(({ sub }) => sub)).size).toBeGreaterThan(40)
})
