import { type ConsentConfig, checkConfig } from '@askfirst/consent/config'
import { isStorableText } from '../wire/json.ts'

/** bytes of a configuration as JSON: each visitor fetches it before being asked */
const MAX_BYTES = 64_000

/** Why something is no configuration, and how to mend it. */
export interface ConfigFault {
  fault: string
  message: string
}

/** Reads what is to be published. Unknown keys are refused, so that nothing but words and looks can be published. */
export function readConfig(value: unknown): { config: ConsentConfig } | ConfigFault {
  const text = JSON.stringify(value)
  if (Buffer.byteLength(text) > MAX_BYTES)
    return {
      fault: 'too-large',
      message: `the configuration is ${Buffer.byteLength(text)} bytes, at most ${MAX_BYTES}: shorten its words`,
    }
  if (!isStorableText(text)) return { fault: 'text', message: 'a text holds characters that are none' }
  try {
    return { config: checkConfig(value) }
  } catch (error) {
    const { name, code, message } = error as Error & { code?: string }
    if (name !== 'AskfirstError') throw error
    return { fault: code ?? name, message }
  }
}
