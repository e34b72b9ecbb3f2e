import type { ConsentConfig } from './consentConfig.ts'
import { nearestTag } from './nearestTag.ts'
import { text } from './text.ts'
import type { WordKey } from './wordKeys.ts'

const MOST_WORDS = 60
const PLACEHOLDERS = ['site', 'count', 'days', 'purposes', 'items']

/** English that presses, flatters or frightens, and what EDPB Guidelines 03/2022 call it. */
const PRESSING: readonly [phrase: RegExp, category: string][] = [
  [/\b(only today|hurry|last chance|don['’]t miss|miss(ing)? out|before it['’]s too late)\b/i, 'stirring'],
  [/\b(sorry to see|we['’]ll be sad|please, please|love you|help us survive|don['’]t care)\b/i, 'stirring'],
  [/\b(amazing|incredible|best possible|ultimate|perfect(ly)?|delight\w*|yummy|delicious)\b/i, 'stirring'],
  [/\b(broken|won['’]t work|will not work|worse experience|limited experience|degraded)\b/i, 'stirring'],
  [/\b(are you sure|really want)\b/i, 'hindering'],
  [/\b(by continuing|by using this site|you (already )?agree|legitimate interests?)\b/i, 'left in the dark'],
  [/\b(partners|third parties|and others|etc\.?)\b/i, 'left in the dark: name them'],
]
/** English on a Reject button that is no refusal. */
const EVASIVE = /\b(settings|options|preferences|manage|more|later|customi[sz]e|learn|choose)\b/i

/**
 * Warnings for the owner of a configuration that is valid: what makes it worse for the visitor. `builtIn` are the
 * built-in words of the language that is looked at, `en` by default; without them only own words are counted.
 */
export function lintConfig(
  config: ConsentConfig,
  builtIn: Readonly<Partial<Record<WordKey, string>>> = {},
  locale = 'en',
): string[] {
  return [...lengthWarnings(config, builtIn, locale), ...copyWarnings(config), ...lookWarnings(config)]
}

function lengthWarnings(
  config: ConsentConfig,
  builtIn: Readonly<Partial<Record<WordKey, string>>>,
  locale: string,
): string[] {
  const tag = nearestTag(Object.keys(config.words ?? {}), locale)
  const words: Readonly<Record<string, string | undefined>> = { ...builtIn, ...(tag && config.words?.[tag]) }
  const first = [
    ...['title', 'lead', 'outcome'].map((key) => words[key]),
    ...config.purposes.map(({ id, reason }) => (reason ? text(reason, locale) : words[`${id}.reason`])),
  ]
  const count = first.flatMap((each) => each?.match(/\S+/g) ?? []).length
  if (count <= MOST_WORDS) return []
  return [`The first layer has ${count} words in "${locale}", more than ${MOST_WORDS}: fewer are read.`]
}

function copyWarnings(config: ConsentConfig): string[] {
  return textsOf(config).flatMap(([path, copy]) => {
    const pressing = PRESSING.flatMap(([phrase, category]) => {
      const [found] = phrase.exec(copy) ?? []
      return found ? [`${path}: "${found}" (EDPB Guidelines 03/2022: ${category})`] : []
    })
    const strange = [...copy.matchAll(/\{(\w*)\}/g)]
      .filter(([, name]) => !PLACEHOLDERS.includes(name!))
      .map(([whole]) => `${path}: ${whole} is not filled in; there are {${PLACEHOLDERS.join('}, {')}}`)
    if (/^words\.en\b.*\.reject$/.test(path) && EVASIVE.test(copy))
      pressing.push(`${path}: "${copy}" does not say no (EDPB Cookie Banner Taskforce, January 2023)`)
    return [...pressing, ...strange]
  })
}

function lookWarnings({ banner = {}, purposes }: ConsentConfig): string[] {
  const { layout = 'bar', position } = banner
  const warnings = purposes
    .filter(({ data, retentionDays }) => !data?.length || retentionDays === undefined)
    .map(({ id }) => `purposes.${id}: say which data and for how many days (data, retentionDays)`)
  if (layout !== 'box' && position?.includes('-'))
    warnings.push(`banner.position: "${position}" is for the box; the ${layout} keeps to its block edge`)
  return warnings
}

/** Every text of the owner's, with its path. */
function textsOf({ purposes, words = {} }: ConsentConfig): [path: string, copy: string][] {
  const own = purposes.flatMap(({ id, label, reason, benefit }) =>
    Object.entries({ label, reason, benefit }).flatMap(([key, value]): [string, string][] => {
      if (value === undefined) return []
      if (typeof value === 'string') return [[`purposes.${id}.${key}`, value]]
      return Object.entries(value).map(([tag, copy]) => [`purposes.${id}.${key}.${tag}`, copy])
    }),
  )
  const given = Object.entries(words).flatMap(([tag, each]) =>
    Object.entries(each).map(([key, copy]): [string, string] => [`words.${tag}.${key}`, copy]),
  )
  return [...own, ...given]
}
