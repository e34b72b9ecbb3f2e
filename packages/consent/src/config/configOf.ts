import type { ConsentConfig } from './consentConfig.ts'

/** What holds until a site owner publishes something: measurement, in the built-in words. */
export const DEFAULT_CONFIG: ConsentConfig = { purposes: [{ id: 'measurement' }] }

/** A configuration with these purposes in the built-in words; `necessary` is left out, because it is never asked for. */
export function configOf(purposes: readonly string[]): ConsentConfig {
  const ids = new Set(purposes.filter((id) => id !== 'necessary'))
  return { purposes: [...ids].map((id) => ({ id })) }
}
