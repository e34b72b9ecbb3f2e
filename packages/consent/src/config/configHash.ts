import { canonical } from './canonical.ts'
import type { ConsentConfig, Text } from './consentConfig.ts'
import type { ConsentRules } from './consentPolicy.ts'
import { sha256 } from './sha256.ts'
import { breakingOf, materialOf } from './terms.ts'
import { text } from './text.ts'
import type { WordKey } from './wordKeys.ts'

/**
 * SHA-256, as 64 hexadecimal digits, of all that a visitor was told: who asks, for what, under which pack, in the words
 * of the language shown. `words` are the words as shown: the built-in ones with the site's own over them. Looks are not
 * in it.
 */
export function configHash(
  config: ConsentConfig,
  { pack }: Pick<ConsentRules, 'pack'>,
  locale: string,
  words: Readonly<Partial<Record<WordKey, string>>>,
): string {
  const shown = (own: Text | undefined, key: string): string | null =>
    own === undefined ? ((words as Record<string, string | undefined>)[key] ?? null) : text(own, locale)
  const purposes = config.purposes.map((purpose) => ({
    ...materialOf(config, purpose),
    label: shown(purpose.label, `${purpose.id}.label`),
    reason: shown(purpose.reason, `${purpose.id}.reason`),
    benefit: shown(purpose.benefit, `${purpose.id}.benefit`),
  }))
  const controller = { ...config.controller, name: breakingOf(config, pack).controller }
  return hex(sha256(canonical({ controller, locale, pack, purposes, words })))
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
