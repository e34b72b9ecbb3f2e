import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { deviceForTests, draftOf, purposeOf } from './deviceForTests.ts'
import { exportReceipt } from './exportReceipt.ts'
import { keepReceipt } from './keepReceipt.ts'
import { readReceipts } from './readReceipts.ts'
import type { Receipt } from './receipt.ts'
import { verifyReceipt } from './verifyReceipt.ts'

type Path = readonly (string | number)[]

let chain: Receipt[]
beforeAll(async () => {
  const device = deviceForTests()
  const yes = purposeOf('measurement', 'granted', { retentionDays: 90, recipients: ['Example Ltd'] })
  const no = purposeOf('marketing', 'denied')
  for (const purposes of [[yes], [yes, no], [no]]) await keepReceipt(draftOf(purposes), device)
  await keepReceipt(draftOf([no], { withdraws: true }), device)
  chain = (await readReceipts(device)) as Receipt[]
})

test('finds nothing in what was left alone, in any form', async () => {
  const whole = { valid: true, problems: [] }
  expect(await verifyReceipt(chain)).toEqual(whole)
  expect(await verifyReceipt(chain[1])).toEqual(whole)
  expect(await verifyReceipt(exportReceipt(chain))).toEqual(whole)
  expect(await verifyReceipt(JSON.stringify(chain[2]))).toEqual(whole)
})

test('finds any change of any one member, at any depth', async () => {
  const anyJson = fc.jsonValue({ maxDepth: 1 }) as fc.Arbitrary<unknown>
  const change = fc.oneof(
    fc.record({ kind: fc.constant('set' as const), value: anyJson }),
    fc.record({ kind: fc.constant('remove' as const) }),
    fc.record({ kind: fc.constant('add' as const), key: fc.string(), value: anyJson }),
    fc.record({ kind: fc.constant('letter' as const), at: fc.nat() }),
  )
  const paths = chain.flatMap((receipt, i) => pathsOf(receipt, [i]))
  let changed = 0
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...paths), change, async (path, edit) => {
      const edited: unknown[] = structuredClone(chain)
      alter(edited, path, edit)
      fc.pre(exportReceipt(edited) !== exportReceipt(chain))
      changed++
      const { valid, problems } = await verifyReceipt(edited)
      expect(valid).toBe(false)
      expect(problems.some((problem) => problem.startsWith(`Number ${Number(path[0]) + 1}: `))).toBe(true)
    }),
    { numRuns: 1_500 },
  )
  expect(changed).toBe(1_500)
})

test('finds every order but the right one, and every gap in the middle', async () => {
  for (const order of [
    [1, 0, 2, 3],
    [0, 2, 1, 3],
    [3, 2, 1, 0],
    [0, 2, 3],
    [0, 1, 3],
    [0, 3],
    [0, 0, 1, 2, 3],
  ]) {
    const { valid, problems } = await verifyReceipt(order.map((i) => chain[i]))
    expect([order, valid]).toEqual([order, false])
    expect(problems.join()).toContain('one between them is missing, or the order was changed')
  }
})

test('finds a receipt whose own hash was made anew, by the one after it', async () => {
  const device = deviceForTests()
  const forged = await keepReceipt(draftOf([purposeOf('marketing', 'granted')]), device)
  expect(await verifyReceipt([forged, ...chain.slice(1)])).toEqual({
    valid: false,
    problems: ['Number 2: does not follow number 1: one between them is missing, or the order was changed.'],
  })
})

test('can not find what the docs say that it can not: cut ends, and a chain made anew', async () => {
  expect((await verifyReceipt(chain.slice(1))).valid).toBe(true)
  expect((await verifyReceipt(chain.slice(0, -1))).valid).toBe(true)
  const anew = deviceForTests()
  for (let i = 0; i < 3; i++) await keepReceipt(draftOf([purposeOf('other', 'granted')]), anew)
  expect((await verifyReceipt(await readReceipts(anew))).valid).toBe(true)
})

test.each([
  ['{', 'Nothing could be checked: this is not JSON.'],
  ['[]', 'There is no receipt.'],
  [[], 'There is no receipt.'],
  ['null', 'Number 1: the receipt must be an object.'],
  [undefined, 'Number 1: the receipt must be an object.'],
  [[[]], 'Number 1: the receipt must be an object.'],
])('says of %j what is wrong', async (value, problem) => {
  const { valid, problems } = await verifyReceipt(value)
  expect(valid).toBe(false)
  expect(problems).toContain(problem)
})

test('says so where there is no SHA-256', async () => {
  const none = {
    sha256: (): never => {
      throw new TypeError('subtle is undefined')
    },
  }
  expect(await verifyReceipt(chain, none)).toEqual({
    valid: false,
    problems: ['Nothing could be checked: SHA-256 is not to be had here.'],
  })
})

test('exports the same text for the same receipts, to be read by people', () => {
  const [receipt] = chain
  const turned = Object.fromEntries(Object.entries(receipt!).reverse())
  const text = exportReceipt([receipt])
  expect(exportReceipt([turned])).toBe(text)
  expect(JSON.parse(text)).toEqual([receipt])
  expect(text.split('\n').slice(0, 4)).toEqual(['[', '  {', '    "event": {', '      "buttonOrder": ['])
  expect(text.endsWith(']\n')).toBe(true)
})

/** Ways to each value in a value, itself left out of lists of none. */
function pathsOf(value: unknown, path: Path): Path[] {
  if (typeof value !== 'object' || value === null) return [path]
  return [path, ...Object.entries(value).flatMap(([key, member]) => pathsOf(member, [...path, key]))]
}

type Edit =
  | { kind: 'set'; value: unknown }
  | { kind: 'remove' }
  | { kind: 'add'; key: string; value: unknown }
  | { kind: 'letter'; at: number }

function alter(root: unknown[], path: Path, edit: Edit): void {
  const holder = path.slice(0, -1).reduce<unknown>((value, key) => (value as Members)[key], root) as Members
  const key = path.at(-1)!
  const value = holder[key]
  if (edit.kind === 'set') holder[key] = edit.value
  else if (edit.kind === 'letter') holder[key] = otherLetter(value, edit.at)
  else if (edit.kind === 'remove') remove(holder, key, path.length === 1)
  else if (Array.isArray(value)) value.push(edit.value)
  else if (typeof value === 'object' && value !== null)
    Object.defineProperty(value, edit.key, { value: edit.value, enumerable: true, configurable: true })
}

type Members = Record<string | number, unknown>

function remove(holder: Members, key: string | number, isReceipt: boolean): void {
  // A receipt that is taken away whole is another test's.
  if (isReceipt) holder[key] = null
  else if (Array.isArray(holder)) holder.splice(Number(key), 1)
  else delete holder[key]
}

function otherLetter(value: unknown, at: number): unknown {
  if (typeof value !== 'string' || value === '') return value
  const i = at % value.length
  return `${value.slice(0, i)}${value[i] === 'a' ? 'b' : 'a'}${value.slice(i + 1)}`
}
