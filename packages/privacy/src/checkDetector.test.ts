import { expect, test } from 'vitest'
import { checkDetector } from './checkDetector.ts'
import { core } from './detectors/core.ts'
import { pack } from './pack/pack.ts'
import { coreRules, rulesOf } from './rules.ts'

const type = 'member'

test.each([...core, ...pack.detectors, ...coreRules.detectors, ...rulesOf(pack).detectors])(
  '$type will do',
  (detector) => expect(() => checkDetector(detector)).not.toThrow(),
)

test.each([
  [{ type: '', pattern: /M\d+/g }, '`type`'],
  [{ type: 'a b', pattern: /M\d+/g }, '`type`'],
  [{ type, pattern: 'M' as unknown as RegExp }, '`pattern` must be a regular'],
  [{ type, pattern: /M\d+/ }, 'flag `g`'],
  [{ type, pattern: /M\d+/gy }, 'flag `g`'],
  [{ type, pattern: /\d*/g }, 'empty text'],
  [{ type, pattern: /M\d+/g, hint: /M/g }, '`hint`'],
  [{ type, pattern: /M\d+/g, accept: true as unknown as () => boolean }, '`accept`'],
])('%j is refused: %s', (detector, fix) => {
  expect(() => checkDetector(detector)).toThrow(fix)
  expect(() => checkDetector(detector)).toThrow(expect.objectContaining({ code: 'detector' }))
})

// What nests repetitions takes exponential time, what overlaps them quadratic time and more.
test.each([
  ...[/(a+)+b/g, /(\d+)*x/g, /(a|a)*c/g, /(\w+\s?)+$/g, /^(([a-z])+.)+[A-Z]([a-z])+$/g],
  ...[/\s+\s+\s+x/g, /[\w.]+[\w-]+@[\w-]+\.com/g, /.*.*=/g],
])('%s is refused as too slow', (pattern) => expect(() => checkDetector({ type, pattern })).toThrow('linear'))
