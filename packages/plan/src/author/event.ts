import type { EventDefinition } from './planDefinition.ts'

/** An event with its reason and retention, as types then demand. */
export function event<
  const Given extends EventDefinition & Required<Pick<EventDefinition, 'why' | 'retention'>>,
>(definition: Given): Given {
  return definition
}
