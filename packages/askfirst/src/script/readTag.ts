import { AskfirstError } from '@askfirst/plan'
import { OPTION_NAMES } from '../checkOptions.ts'
import type { Options, Settings } from '../options.ts'
import { readOptions } from '../readOptions.ts'

/** How an attribute's text becomes an option. What is no such value stays a text, and is refused with the fix. */
const READ: Readonly<Record<string, (text: string) => unknown>> = {
  endpoint: (text) => text,
  site: (text) => text,
  purposes: (text) => text.split(/[\s,]+/).filter(Boolean),
  beforeChoice: (text) => text,
  pageViews: readFlag,
  persist: readFlag,
  retentionDays: (text) => Number(text),
}
/** What is read where the tag is put to work. */
const OF_THE_TAG = ['options', 'global', 'banner', 'vitals', 'config']

/**
 * Reads the options of a tag: its `data-*` attributes, and those in one JSON attribute `data-options`. What it does
 * not know it names and leaves alone, for frameworks mark the tags that they write.
 *
 * @param data the tag's dataset
 * @throws AskfirstError `options-invalid` or `plan-invalid`, with what is at fault and the fix
 */
export function readTag(data: Readonly<DOMStringMap>): Settings {
  return readOptions(tagOptions(data))
}

/** The options as the tag says them, not checked yet. */
export function tagOptions(data: Readonly<DOMStringMap>): Options {
  const options = readJson(data['options'] || '{}')
  const unknown: string[] = []
  for (const [name, text = ''] of Object.entries(data)) {
    if (Object.hasOwn(READ, name)) options[name] = READ[name]!(text)
    else if (OPTION_NAMES.includes(name)) refuse(`${attribute(name)} stands in data-options, as JSON`)
    else if (!OF_THE_TAG.includes(name)) unknown.push(attribute(name))
  }
  if (unknown.length) {
    const known = [...Object.keys(READ), ...OF_THE_TAG].map(attribute)
    console.warn(`[askfirst] left alone: ${unknown.join(', ')}; known are ${known.join(', ')}`)
  }
  return options as unknown as Options
}

function readJson(json: string): Record<string, unknown> {
  let options: unknown
  try {
    options = JSON.parse(json)
  } catch (error) {
    refuse(`data-options must be JSON: ${String(error)}`)
  }
  if (typeof options !== 'object' || !options || Array.isArray(options))
    refuse('data-options must be JSON of an object')
  return { ...options }
}

function readFlag(text: string): unknown {
  return /^(true|false)?$/.test(text) ? text !== 'false' : text
}

function attribute(name: string): string {
  return `data-${name.replace(/[A-Z]/g, '-$&').toLowerCase()}`
}

function refuse(what: string): never {
  throw new AskfirstError('options-invalid', `askfirst: ${what}`)
}
