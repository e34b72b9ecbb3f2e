import { checkConfig } from '@askfirst/consent/config'
import { AskfirstError } from '@askfirst/plan'
import { type ConsentDefinition, defineConsent } from '../defineConsent.ts'
import { readFile } from '../env.ts'
import type { Settings } from '../options.ts'
import { readOptions } from '../readOptions.ts'
import { tagOptions } from './tagOptions.ts'

/** A file that takes longer is taken for missing: what is tracked meanwhile waits in the page's stub. */
const FILE_MS = 3_000

/**
 * Reads a tag together with the site owner's file that it names, from the directory that the script came from. A file
 * that is missing or invalid is told in the console: the built-in words stand in for it, and a yes that answered the
 * file's does not count for them.
 *
 * @param data the tag's dataset
 * @param src the script's URL
 * @throws AskfirstError with what is at fault in the tag, and the fix
 */
export async function readTagAndFile(data: Readonly<DOMStringMap>, src: string): Promise<Settings> {
  const { consent, ...options } = tagOptions(data)
  const { config: name } = data
  const definition = consent as ConsentDefinition | undefined
  if (!name && !definition) return readOptions(options)
  if (name && !/^[\w-][\w.-]*\.json$/.test(name))
    throw new AskfirstError(
      'options-invalid',
      "askfirst: data-config must name a JSON file beside askfirst.js, such as 'askfirst.json'",
    )
  // Whatever the file says, the tag itself is checked.
  const builtIn = readOptions({ ...options, consent: defineConsent({ ...definition }) })
  if (!name) return builtIn
  try {
    const config = checkConfig(JSON.parse(await readFile(new URL(name, src).href, FILE_MS)))
    return readOptions({ ...options, consent: defineConsent({ ...definition, config }) })
  } catch (error) {
    console.error(`[askfirst] ${name}: built-in words stand in for it. ${String(error)}`)
    // What a region has on by itself is off too, as long as nobody knows what the owner wants.
    return { ...builtIn, rules: { ...builtIn.rules!, defaults: {} }, fallback: true }
  }
}
