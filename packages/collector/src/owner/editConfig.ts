import type { ConsentConfig, PurposeConfig, Text } from '@askfirst/consent/config'

type Banner = NonNullable<ConsentConfig['banner']>
type Controller = NonNullable<ConsentConfig['controller']>

/** What holds where a configuration says nothing. */
export const BANNER: Required<Banner> = { show: true, layout: 'bar', position: 'bottom', theme: 'auto' }

/** Sets a property of the banner; what is the default is left out. */
export function setBanner<Name extends keyof Banner>(
  config: ConsentConfig,
  name: Name,
  value: Required<Banner>[Name],
): ConsentConfig {
  return withMember(
    config,
    'banner',
    withMember(config.banner ?? {}, name, value === BANNER[name] ? undefined : value),
  )
}

/** Sets who asks. A contact without a name stays, for its owner to be told that the name is missing. */
export function setController(config: ConsentConfig, name: keyof Controller, value: string): ConsentConfig {
  const controller: Partial<Controller> = withMember({ ...config.controller }, name, value || undefined)
  return withMember(config, 'controller', controller as Controller)
}

/** Sets the language that every visitor gets; empty: each visitor's own. */
export function setLanguage(config: ConsentConfig, language: string): ConsentConfig {
  return withMember(config, 'language', language || undefined)
}

/** Sets one of a language's words; empty: the built-in one. */
export function setWord(config: ConsentConfig, language: string, key: string, word: string): ConsentConfig {
  const own = withMember({ ...config.words?.[language] } as Record<string, string>, key, word || undefined)
  return withMember(config, 'words', withMember({ ...config.words }, language, own))
}

/** Sets a property of the purpose at an index; `undefined` takes it away. */
export function setPurpose<Name extends keyof PurposeConfig>(
  config: ConsentConfig,
  index: number,
  name: Name,
  value: PurposeConfig[Name] | undefined,
): ConsentConfig {
  const purposes = config.purposes.map((purpose, at) =>
    at === index ? withMember(purpose, name, value) : purpose,
  )
  return { ...config, purposes }
}

export function addPurpose(config: ConsentConfig, id: string): ConsentConfig {
  return { ...config, purposes: [...config.purposes, { id }] }
}

export function removePurpose(config: ConsentConfig, index: number): ConsentConfig {
  return { ...config, purposes: config.purposes.filter((_, at) => at !== index) }
}

/** Moves the purpose at an index one up (-1) or down (1). */
export function movePurpose(config: ConsentConfig, index: number, by: -1 | 1): ConsentConfig {
  const purposes = [...config.purposes]
  const [moved] = purposes.splice(index, 1)
  if (moved) purposes.splice(Math.max(0, index + by), 0, moved)
  return { ...config, purposes }
}

/** The text that was written for this language; a text without languages is that of `main`. */
export function ownText(value: Text | undefined, language: string, main: string): string {
  if (typeof value === 'string') return language === main ? value : ''
  return value?.[language] ?? ''
}

/** Sets the text of a language and leaves the others in their order, for the first is the one that counts. */
export function setText(
  value: Text | undefined,
  language: string,
  main: string,
  text: string,
): Text | undefined {
  if (typeof value !== 'object') {
    if (language === main) return text || undefined
    if (!text) return value
    return value === undefined ? { [language]: text } : { [main]: value, [language]: text }
  }
  return isEmpty(withMember(value, language, text || undefined))
    ? undefined
    : withMember(value, language, text || undefined)
}

/** A copy with this member, or without it where its value is undefined or has no members. */
function withMember<Holder extends object, Name extends keyof Holder>(
  holder: Holder,
  name: Name,
  value: Holder[Name] | undefined,
): Holder {
  const copy = { ...holder }
  if (value === undefined || (typeof value === 'object' && !Array.isArray(value) && isEmpty(value as object)))
    delete copy[name]
  else copy[name] = value
  return copy
}

function isEmpty(holder: object): boolean {
  return Object.keys(holder).length === 0
}
