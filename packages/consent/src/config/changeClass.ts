import { canonical } from './canonical.ts'
import type { ConsentConfig, PurposeConfig } from './consentConfig.ts'
import { breakingOf, type Material, materialOf } from './terms.ts'

/**
 * - `none`: nothing has changed
 * - `cosmetic`: nobody is asked again
 * - `material`: who had decided on the purposes named is asked again, about these
 * - `breaking`: everybody is asked again, about everything
 */
export type ChangeClass = 'none' | 'cosmetic' | 'material' | 'breaking'

export interface ConfigChange {
  /** such as `controller.name`, `purposes.measurement.recipients`, `words.en.title` */
  path: string
  class: Exclude<ChangeClass, 'none'>
}

export interface ConfigComparison {
  /** the strongest class of all changes */
  class: ChangeClass
  /** purposes for which visitors have to be asked again: exactly those whose terms are new or differ */
  purposes: string[]
  changes: ConfigChange[]
}

const CLASSES: readonly ChangeClass[] = ['none', 'cosmetic', 'material', 'breaking']

/**
 * What a new configuration means for those who have decided under the old one. The class follows from the fields that
 * moved, not from anybody's opinion. `packs` are the packs before and after, where they are not the same.
 */
export function compareConfigs(
  before: ConsentConfig,
  after: ConsentConfig,
  packs: readonly [before: string, after: string] = ['opt-in', 'opt-in'],
): ConfigComparison {
  const parties = fieldChanges(breakingOf(before, packs[0]), breakingOf(after, packs[1]), 'breaking')
  const found: Found[] = [
    // The controller is its name here; its other fields are cosmetic.
    ...parties.map((change) => ({ ...change, path: change.path.replace(/^controller$/, 'controller.name') })),
    ...purposeChanges(before, after),
    ...fieldChanges(cosmeticOf(before), cosmeticOf(after), 'cosmetic'),
  ]
  const strongest = CLASSES[Math.max(0, ...found.map((change) => CLASSES.indexOf(change.class)))]!
  const asked = new Set(found.filter((change) => change.class === 'material').map(({ purpose }) => purpose))
  const all = after.purposes.map(({ id }) => id)
  return {
    class: strongest,
    purposes: strongest === 'breaking' ? all : all.filter((id) => asked.has(id)),
    changes: found.map(({ path, class: changeClass }) => ({ path, class: changeClass })),
  }
}

interface Found extends ConfigChange {
  purpose?: string
}

function purposeChanges(before: ConsentConfig, after: ConsentConfig): Found[] {
  const old = new Map(before.purposes.map((purpose) => [purpose.id, purpose]))
  const now = new Map(after.purposes.map((purpose) => [purpose.id, purpose]))
  const changes = [...new Set([...now.keys(), ...old.keys()])].flatMap((id): Found[] => {
    const [one, two] = [old.get(id), now.get(id)]
    if (!one) return [{ path: `purposes.${id}`, class: 'material', purpose: id }]
    // What is no longer asked for is no longer done: there is nobody to ask.
    if (!two) return [{ path: `purposes.${id}`, class: 'cosmetic' }]
    return fieldsOfPurpose(id, [materialOf(before, one), materialOf(after, two)], [one, two])
  })
  const kept = (config: ConsentConfig): string[] =>
    config.purposes.map(({ id }) => id).filter((id) => old.has(id) && now.has(id))
  if (kept(before).join() !== kept(after).join()) changes.push({ path: 'purposes', class: 'cosmetic' })
  return changes
}

function fieldsOfPurpose(
  id: string,
  terms: readonly [Material, Material],
  whole: readonly [PurposeConfig, PurposeConfig],
): Found[] {
  const material = fieldChanges(...terms, 'material')
  const looks = fieldChanges(leavesOf(whole[0]), leavesOf(whole[1]), 'cosmetic').filter(
    // A reason that has changed for its meaning is not named again for each language.
    ({ path }) => !material.some((change) => change.path === path.split('.')[0]),
  )
  return [...material, ...looks].map(({ path, ...change }) => ({
    ...change,
    path: `purposes.${id}.${path}`,
    purpose: id,
  }))
}

function fieldChanges(before: object, after: object, changeClass: ConfigChange['class']): ConfigChange[] {
  const [one, two] = [new Map(Object.entries(before)), new Map(Object.entries(after))]
  return [...new Set([...one.keys(), ...two.keys()])]
    .filter((name) => canonical([one.get(name) ?? null]) !== canonical([two.get(name) ?? null]))
    .map((name) => ({ path: name, class: changeClass }))
}

/** All that is nobody's terms, by path. */
function cosmeticOf({ $schema, purposes, controller, ...others }: ConsentConfig): Record<string, unknown> {
  const { name: _, ...reach } = controller ?? { name: '' }
  return leavesOf({ ...others, controller: reach })
}

/** Members by path; a list is one. */
function leavesOf(value: object, prefix = ''): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, member]): [string, unknown][] =>
      typeof member === 'object' && member !== null && !Array.isArray(member)
        ? Object.entries(leavesOf(member, `${prefix}${name}.`))
        : [[prefix + name, member]],
    ),
  )
}
