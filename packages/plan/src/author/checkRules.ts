import { AskfirstError } from '../askfirstError.ts'
import { type FieldView, fieldViews } from './fieldViews.ts'
import type { FieldSpec, PlanJson } from './planJson.ts'

// What a pattern must not let pass: it would be free text by another name.
const OPEN = ['Miller', 'miller', 'Ann Miller', 'ann.miller@example.org', 'please call me back, Ann']
/** Names of what the health preset forbids: what a page is, says, or came from. */
const OF_A_PAGE =
  /^(page|document|screen)?[_.-]?(url|uri|href|path|pathname|title|referr?er|location|search|query|fragment)$/i

/**
 * Checks what a plan means, once its shape is right.
 *
 * @throws AskfirstError `plan-open-text`, `plan-pattern`, `plan-bands`, `plan-category`, `plan-undescribed` or
 * `plan-preset`, with the field at fault and the fix
 */
export function checkRules(plan: PlanJson): void {
  if (plan.preset) checkHealth(plan)
  for (const view of fieldViews(plan)) {
    const where =
      view.event === undefined ? `fields.${view.field}` : `events.${view.event}.props.${view.field}`
    if (plan.preset) checkHealthField(where, view)
    if (typeof view.said === 'string') continue
    checkValue(where, view.said)
    if (view.treatment === 'drop') continue
    checkSpecial(where, view, plan)
    for (const name of ['why', 'retention'] as const)
      if (view[name] === undefined)
        refuse(
          'plan-undescribed',
          where,
          `nothing says ${name === 'why' ? 'why it is collected' : 'how long it is kept'}; write ${name} here or at its event`,
        )
  }
}

function checkValue(where: string, spec: FieldSpec): void {
  const { type, treatment = 'keep', pattern, freeText, bands = [], lengths = [], items } = spec
  if (pattern !== undefined && !freeText) checkPattern(where, pattern)
  const open = (type === 'string' && pattern === undefined) || type === 'url'
  if (open && treatment === 'keep' && !freeText)
    refuse(
      'plan-open-text',
      where,
      type === 'url'
        ? 'a whole URL may hold anything; write generalize with routes, or freeText'
        : 'a text may hold anything; write oneOf, a pattern, a stronger treatment, or freeText',
    )
  for (const numbers of [bands, lengths])
    if (numbers.some((bound, i) => i > 0 && bound <= numbers[i - 1]!))
      refuse(
        'plan-bands',
        where,
        `${numbers.join(', ')} do not ascend; write them from the least to the greatest`,
      )
  if (items) checkValue(`${where}.items`, items)
}

function checkPattern(where: string, pattern: string): void {
  const expression = readPattern(where, pattern)
  if (OPEN.some((text) => expression.test(text)))
    refuse(
      'plan-open-text',
      where,
      `the pattern '${pattern}' lets names, addresses or sentences pass; write oneOf, a narrower pattern, or freeText`,
    )
}

function readPattern(where: string, pattern: string): RegExp {
  try {
    return new RegExp(`^(?:${pattern})$`, 'u')
  } catch (error) {
    return refuse('plan-pattern', where, `'${pattern}' is no regular expression; mend it: ${String(error)}`)
  }
}

function checkSpecial(where: string, view: FieldView, plan: PlanJson): void {
  const { category, special, treatment, purpose, ownPurpose, event } = view
  if (!special) return
  // A field of all events must share its purpose with none of them.
  const shared =
    event === undefined && Object.values(plan.events ?? {}).some((other) => other.purpose === purpose)
  if (!ownPurpose || shared)
    refuse('plan-category', where, `'${category}' is special (${special}); write a purpose of its own for it`)
  if (treatment === 'keep')
    refuse(
      'plan-category',
      where,
      `'${category}' is special (${special}); write hash, mask, tokenize, generalize or drop`,
    )
}

function checkHealth({ events, undeclared }: PlanJson): void {
  if (!events || undeclared === 'keep')
    refuse('plan-preset', 'preset', "'health' lets nothing undeclared leave; declare the events")
  for (const [name, { props }] of Object.entries(events))
    if (props === 'any')
      refuse(
        'plan-preset',
        `events.${name}.props`,
        "'health' lets nothing undeclared leave; declare the fields",
      )
}

function checkHealthField(where: string, { field, type, treatment, freeText, said }: FieldView): void {
  if (treatment === 'drop') return
  if (OF_A_PAGE.test(field) || type === 'url')
    refuse('plan-preset', where, "'health' forbids paths, titles and referrers; drop it")
  if (freeText || said === 'keep')
    refuse('plan-preset', where, "'health' forbids free text; write number(), oneOf(…) or drop")
}

function refuse(code: string, where: string, fix: string): never {
  throw new AskfirstError(code, `${where}: ${fix}`)
}
