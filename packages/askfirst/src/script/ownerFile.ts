import { checkConfig } from '@askfirst/consent/config'
import { AskfirstError } from '@askfirst/plan'
import { readFile } from '../env.ts'
import type { Settings } from '../options.ts'
import { readOptions } from '../readOptions.ts'
import { tagOptions } from './readTag.ts'

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
  const options = tagOptions(data)
  const { config: name } = data
  if (!name) return readOptions(options)
  if (!/^[\w-][\w.-]*\.json$/.test(name))
    throw new AskfirstError(
      'options-invalid',
      "askfirst: data-config must name a JSON file beside askfirst.js, such as 'askfirst.json'",
    )
  // Whatever the file says, the tag itself is checked.
  const builtIn = readOptions({ ...options, consent: { ...options.consent } })
  try {
    const config = checkConfig(JSON.parse(await readFile(new URL(name, src).href, FILE_MS)))
    return readOptions({ ...options, consent: { ...options.consent, config } })
  } catch (error) {
    console.error(`[askfirst] ${name}: built-in words stand in for it. ${String(error)}`)
    return { ...builtIn, fallback: true }
  }
}
