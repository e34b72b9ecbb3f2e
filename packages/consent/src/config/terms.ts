import { canonical } from './canonical.ts'
import type { ConsentConfig, PurposeConfig } from './consentConfig.ts'
import type { ConsentRules } from './consentPolicy.ts'
import { sha256 } from './sha256.ts'
import { firstText } from './text.ts'

/** The part of the rules that a visitor's yes depends on. */
export type RulesPack = Pick<ConsentRules, 'pack'>

/**
 * For each purpose a digest of what a yes to it is a yes to: 12 characters of base64url. Another digest means that the
 * visitor has to be asked again. Looks, labels, benefits, translations and links are not in it.
 */
export function termsOf(config: ConsentConfig, { pack }: RulesPack): Record<string, string> {
  const parties = breakingOf(config, pack)
  return Object.fromEntries(
    config.purposes.map((purpose) => [
      purpose.id,
      // 9 bytes make 12 characters without padding.
      base64url(sha256(canonical({ ...parties, ...materialOf(config, purpose) })).subarray(0, 9)),
    ]),
  )
}

/** What every yes depends on: who asks, and under which law. */
export function breakingOf(config: ConsentConfig, pack: string): { controller: string | null; pack: string } {
  return { controller: config.controller?.name ?? null, pack }
}

/** What the yes to one purpose depends on. Lists are sets: their order means nothing. */
export function materialOf(config: ConsentConfig, purpose: PurposeConfig): Material {
  return {
    id: purpose.id,
    reason: firstText(purpose.reason) ?? ownReason(config, purpose.id),
    data: setOf(purpose.data),
    recipients: setOf(purpose.recipients),
    retentionDays: purpose.retentionDays ?? null,
  }
}

export interface Material {
  id: string
  reason: string | null
  data: string[]
  recipients: string[]
  retentionDays: number | null
}

/** A reason given among the own words is a reason: it must not be a way to change one unseen. */
function ownReason({ words }: ConsentConfig, id: string): string | null {
  const key = `${id}.reason`
  const own = Object.values(words ?? {}).find((each) => Object.hasOwn(each, key))
  return (own as Record<string, string> | undefined)?.[key] ?? null
}

function setOf(items: readonly string[] = []): string[] {
  return [...new Set(items)].sort()
}

function base64url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
}

// Browsers and Node have it; what is pure knows no DOM library.
declare function btoa(text: string): string
