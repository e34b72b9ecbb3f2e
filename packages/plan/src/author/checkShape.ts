import { AskfirstError } from '../askfirstError.ts'
import {
  BRANCHES,
  type Branch,
  ITEM_BRANCHES,
  LASTS,
  NAME,
  PURPOSE,
  SHORT,
  type Shape,
  shapeOf,
  WHY,
} from './fieldShapes.ts'
import type { FieldSpec, PlanJson } from './planJson.ts'

/**
 * Checks that a value is built as `plan.schema.json` says, and returns it.
 *
 * @throws AskfirstError `plan-invalid`, or `plan-reserved` for `randomize`, with the member at fault and the fix
 */
export function checkShape(plan: unknown): PlanJson {
  const given = members('plan', plan ?? null, ['$schema', 'preset', 'undeclared', 'events', 'fields'])
  const { $schema, preset, undeclared, events, fields } = given
  if ('$schema' in given && typeof $schema !== 'string')
    refuse('$schema', 'write its address, or leave it out')
  if ('preset' in given && preset !== 'health')
    refuse('preset', `'${String(preset)}' is none; write 'health', or leave it out`)
  if ('undeclared' in given && undeclared !== 'keep' && undeclared !== 'drop')
    refuse('undeclared', `'${String(undeclared)}' is neither; write keep, drop`)
  if ('fields' in given) checkFields('fields', fields)
  if ('events' in given)
    for (const [name, event] of Object.entries(members('events', events ?? null))) {
      const where = `events.${name}`
      checkMember(where, name, NAME)
      const said = members(where, event ?? null, ['purpose', 'why', 'retention', 'props'])
      for (const [member, shape] of Object.entries({ purpose: PURPOSE, why: WHY, retention: LASTS }))
        if (member in said) checkMember(`${where}.${member}`, said[member], shape)
      if ('props' in said && said['props'] !== 'any') checkFields(`${where}.props`, said['props'])
    }
  return plan as PlanJson
}

function checkFields(where: string, fields: unknown): void {
  for (const [name, field] of Object.entries(members(where, fields ?? null))) {
    checkMember(`${where}.${name}`, name, NAME)
    if (SHORT.includes(field as never)) continue
    if (typeof field !== 'object' || !field) refuseTreatment(`${where}.${name}`, field)
    checkField(`${where}.${name}`, field, BRANCHES)
  }
}

function checkField(where: string, field: unknown, branches: readonly Branch[]): void {
  const spec = members(where, field)
  const { type, treatment = type === 'list' || type === 'geo' ? undefined : 'keep' } =
    spec as Partial<FieldSpec>
  const ofType = branches.filter((branch) => branch.type === type)
  if (!ofType.length)
    refuse(`${where}.type`, `'${String(type)}' is no type here; write ${names(branches.map((b) => b.type))}`)
  const treated = ofType.filter((branch) => branch.treatment === treatment)
  if (!treated.length) refuseTreatment(`${where}.treatment`, treatment, ofType)
  const branch = treated.find(({ needed }) => needed.every((name) => name in spec)) ?? treated[0]!
  for (const name of branch.needed)
    if (!(name in spec))
      refuse(`${where}.${name}`, `is missing; ${shapeOf(branch.type, name)?.fix ?? 'write a field'}`)
  for (const name of Object.keys(spec)) {
    const at = `${where}.${name}`
    if (name === 'type' || (name === 'treatment' && branch.treatment)) continue
    if (!branch.allowed.includes(name as keyof FieldSpec))
      refuse(
        at,
        `does not go with ${type}${treatment ? `, ${treatment}` : ''}; leave it out (there are ${names(['type', 'treatment', ...branch.allowed])})`,
      )
    if (name === 'items') checkField(at, spec[name] ?? null, ITEM_BRANCHES)
    else checkMember(at, spec[name], shapeOf(branch.type, name as keyof FieldSpec)!)
  }
}

function checkMember(where: string, value: unknown, { ok, fix }: Shape): void {
  if (!ok(value)) refuse(where, `'${shown(value)}' does not stand here; ${fix}`)
}

function refuseTreatment(where: string, treatment: unknown, branches?: readonly Branch[]): never {
  if (treatment === 'randomize')
    throw new AskfirstError(
      'plan-reserved',
      `${where}: 'randomize' is reserved and does nothing yet; write generalize, or drop`,
    )
  const known = branches ? branches.map((branch) => branch.treatment ?? 'none') : SHORT
  return refuse(where, `'${shown(treatment)}' is no treatment here; write ${names(known)}`)
}

/** The members of an object, and no others than those `known`. */
function members(where: string, given: unknown, known?: readonly string[]): Record<string, unknown> {
  if (typeof given !== 'object' || given === null || Array.isArray(given))
    refuse(where, `'${shown(given)}' is no object; write { … }`)
  for (const name of known ? Object.keys(given) : [])
    if (!known!.includes(name)) refuse(`${where}.${name}`, `is unknown here; write ${known!.join(', ')}`)
  return given as Record<string, unknown>
}

function names(of: readonly unknown[]): string {
  return [...new Set(of)].join(', ')
}

function shown(value: unknown): string {
  if (typeof value !== 'object' || !value) return String(value)
  return Array.isArray(value) ? 'a list' : 'an object'
}

function refuse(member: string, fix: string): never {
  throw new AskfirstError('plan-invalid', `${member}: ${fix}`)
}
