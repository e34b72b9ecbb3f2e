import { AskfirstError } from '@askfirst/plan'
import type { Options } from '../options.ts'

/** What a script tag says. */
export interface TagSettings {
  options: Options
  /** name of the one global */
  global: string
  banner: boolean
  vitals: boolean
  /** address that the script's own further files are loaded from, ending in `/` */
  base: string
}

const LISTS = ['purposes']

/**
 * Reads `data-*` attributes, or all options from one JSON attribute `data-options`.
 *
 * @param data the tag's dataset
 * @param src absolute address of the script
 * @throws AskfirstError `options-invalid` where the JSON can't be read
 */
export function readTag(data: Readonly<Record<string, string | undefined>>, src: string): TagSettings {
  const { banner, vitals, global = 'askfirst', options: json, ...rest } = data
  let options: Record<string, unknown> = {}
  if (json) {
    try {
      options = JSON.parse(json) as Record<string, unknown>
    } catch (error) {
      throw new AskfirstError('options-invalid', `askfirst: data-options must be JSON: ${String(error)}`)
    }
  }
  for (const [name, text = ''] of Object.entries(rest)) {
    if (LISTS.includes(name)) options[name] = text.split(/[\s,]+/).filter(Boolean)
    else if (text === '' || text === 'true' || text === 'false') options[name] = text !== 'false'
    else options[name] = text
  }
  const on = (flag: string | undefined): boolean => flag !== undefined && flag !== 'false'
  return {
    options: options as unknown as Options,
    global,
    banner: on(banner),
    vitals: on(vitals),
    base: src.replace(/[^/]*$/, ''),
  }
}
