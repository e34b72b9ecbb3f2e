import { configError } from './configError.ts'
import { darkPattern } from './darkPatterns.ts'
import { nearest } from './nearest.ts'

/** Throws an AskfirstError that names the path and the fix unless the value is as it should be. */
export type Shape = (value: unknown, path: string) => void

export function wrong(path: string, message: string): Error {
  return configError('config', `${path || 'the configuration'}: ${message}`)
}

/** An object with these members and no others. */
export function object(members: Readonly<Record<string, Shape>>, needed: readonly string[] = []): Shape {
  const known = Object.keys(members)
  return (value, path) => {
    for (const [key, member] of membersOf(value, path)) {
      const at = join(path, key)
      // An own property, so that `constructor` is not found in the prototype.
      const shape = Object.hasOwn(members, key) ? members[key] : undefined
      if (!shape) throw darkPattern(at, key, member) ?? unknown(at, key, known)
      shape(member, at)
    }
    for (const key of needed)
      if (!Object.hasOwn(value as object, key)) throw wrong(join(path, key), 'is missing')
  }
}

/** An object with up to 50 members, whose keys are free within a pattern. */
export function record(keys: RegExp, what: string, member: Shape): Shape {
  return (value, path) => {
    const members = membersOf(value, path)
    if (members.length > 50) throw wrong(path, 'should have at most 50 members')
    for (const [key, each] of members) {
      if (!keys.test(key)) throw wrong(join(path, key), `the key should be ${what}`)
      member(each, join(path, key))
    }
  }
}

export function list(item: Shape, least: number, most: number): Shape {
  return (value, path) => {
    if (!Array.isArray(value)) throw wrong(path, 'should be a list')
    if (value.length < least || value.length > most)
      throw wrong(path, `should have ${least} to ${most} items, not ${value.length}`)
    // By index: holes are items too.
    for (let i = 0; i < value.length; i++) item(value[i], `${path}[${i}]`)
  }
}

export function oneOf(...values: readonly string[]): Shape {
  return (value, path) => {
    if (typeof value === 'string' && values.includes(value)) return
    const given = typeof value === 'string' ? `"${value}"` : `of type ${typeof value}`
    throw wrong(path, `should be ${listed(values)}, not ${given}`)
  }
}

export const boolean: Shape = (value, path) => {
  if (typeof value !== 'boolean') throw wrong(path, 'should be true or false')
}

export function integer(least: number, most: number): Shape {
  return (value, path) => {
    if (!Number.isInteger(value) || (value as number) < least || (value as number) > most)
      throw wrong(path, `should be a whole number from ${least} to ${most}`)
  }
}

/** `most` counts code points. */
export function string(most: number, pattern?: RegExp, what?: string): Shape {
  return (value, path) => {
    if (typeof value !== 'string') throw wrong(path, 'should be a text')
    if ([...value].length > most) throw wrong(path, `should have at most ${most} characters`)
    if (pattern && !pattern.test(value)) throw wrong(path, `should be ${what}`)
  }
}

/** One text, or one for each of some languages. */
export function either(first: Shape, second: Shape): Shape {
  return (value, path) => (typeof value === 'string' ? first(value, path) : second(value, path))
}

function membersOf(value: unknown, path: string): [string, unknown][] {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw wrong(path, 'should be an object')
  return Object.entries(value)
}

function unknown(at: string, key: string, known: readonly string[]): Error {
  return wrong(at, `is unknown; the nearest that are known: ${listed(nearest(key, known))}`)
}

function listed(values: readonly string[]): string {
  return values.map((value) => `"${value}"`).join(' or ')
}

function join(path: string, key: string): string {
  return path ? `${path}.${key}` : key
}
