import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { DefinedPlan } from '../author/definedPlan.ts'
import { definePlan } from '../author/definePlan.ts'
import type { PlanDefinition } from '../author/planDefinition.ts'
import { planFromJson } from '../author/planFromJson.ts'

/**
 * A plan from a JSON file, or from the default export of a JavaScript module, defined there or not yet.
 *
 * @throws what reading, parsing, importing or defining it throws
 */
export async function readPlan(path: string): Promise<DefinedPlan> {
  if (path.endsWith('.json')) return planFromJson(JSON.parse(await readFile(path, 'utf8')))
  const module = (await import(pathToFileURL(resolve(path)).href)) as {
    default?: PlanDefinition | DefinedPlan
  }
  const given = module.default
  // The module may have got `definePlan` from another copy of this package.
  return given && 'source' in given && 'given' in given ? given : definePlan(given as PlanDefinition)
}
