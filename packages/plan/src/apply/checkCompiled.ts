import { AskfirstError } from '../askfirstError.ts'
import type { Plan } from './compiledPlan.ts'

const WORDS: readonly unknown[] = ['keep', 'drop', 'hash', 't', 'n', 'b', 's']
const LETTERS: readonly unknown[] = [...'orphdglmcxa@']

/**
 * Checks a plan as a page gets it (compiled, or written in the short words `keep`, `drop`, `hash`) and returns it.
 *
 * @throws AskfirstError `plan-invalid`, with the member at fault and the fix
 */
export function checkCompiled<P extends Plan>(plan: P): P {
  const { events, fields, undeclared } = members('plan', plan ?? null, [
    'events',
    'fields',
    'undeclared',
    'passes',
  ])
  if (undeclared !== undefined && undeclared !== 'keep' && undeclared !== 'drop')
    refuse('undeclared', `'${undeclared}' is neither; write keep, drop`)
  checkCodes('fields', fields)
  for (const [name, event] of Object.entries(members('events', events))) {
    const { purpose, props } = members(`events.${name}`, event ?? null, ['purpose', 'props'])
    if (purpose !== undefined && !isPurpose(purpose))
      refuse(`events.${name}.purpose`, `nothing is tracked under '${purpose}'; name another purpose`)
    if (props !== 'any') checkCodes(`events.${name}.props`, props)
  }
  return plan
}

/** Whether events can be tracked under this purpose: a key of records, so not one that every object has. */
export function isPurpose(purpose: unknown): boolean {
  return typeof purpose === 'string' && /^(?!necessary$)[\w.-]+$/.test(purpose) && !(purpose in {})
}

function checkCodes(where: string, codes: unknown): void {
  for (const [field, code] of Object.entries(members(where, codes))) {
    if (WORDS.includes(code)) continue
    if (Array.isArray(code) && LETTERS.includes(code[0])) continue
    refuse(
      `${where}.${field}`,
      typeof code === 'object' && code
        ? 'is not compiled; put the plan through definePlan, or write keep, drop, hash'
        : `'${String(code)}' is no treatment; write keep, drop, hash`,
    )
  }
}

/** The members of an object: none where it is left out, and no others than those `known`. */
function members(where: string, given: unknown = {}, known?: readonly string[]): Record<string, unknown> {
  if (typeof given !== 'object' || given === null || Array.isArray(given))
    refuse(where, `'${given}' is no object; write { … }`)
  for (const name of known ? Object.keys(given) : [])
    if (!known!.includes(name)) refuse(`${where}.${name}`, `is unknown here; write ${known!.join(', ')}`)
  return given as Record<string, unknown>
}

function refuse(member: string, fix: string): never {
  throw new AskfirstError('plan-invalid', `${member}: ${fix}`)
}
