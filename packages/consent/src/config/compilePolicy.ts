import { configError } from './configError.ts'
import type { ConsentPolicy, ConsentRules } from './consentPolicy.ts'
import { DAY_MS, OPT_IN } from './optInRules.ts'
import { packOf } from './packOf.ts'
import type { Pack } from './packs.ts'

const KEYS = ['model', 'region', 'signal', 'lastsDays', 'exempt', 'dnt']

interface AnyPack extends Pack {
  id: string
}

/**
 * Compiles what the host says for the purposes that it asks for. Opt-in everywhere unless the model is `regional`; a
 * region without it loosens nothing. Throws an AskfirstError with code `purposes` or `policy` and the fix in its message.
 */
export function compilePolicy(policy: ConsentPolicy | undefined, purposes: readonly string[]): ConsentRules {
  checkPurposes(purposes)
  const { model, region, signal = [], lastsDays, exempt } = checked(policy ?? {}, purposes)
  const regional = packOf(region)
  const pack: AnyPack = model === 'regional' ? regional : OPT_IN
  const before = (purpose: string): ConsentRules['defaults'][string] => {
    if (pack.on?.includes(purpose)) return 'default_on'
    return exempt && pack.exempt?.includes(purpose) ? 'exempt' : 'undecided'
  }
  return {
    pack: pack.id,
    defaults: Object.fromEntries(purposes.map((purpose) => [purpose, before(purpose)])),
    signal: [...new Set([...pack.signal, ...signal])],
    lasts: lasting(lastsDays, pack) * DAY_MS,
    ...(pack.quietDays && { quiet: pack.quietDays * DAY_MS }),
    // To show more than the model asks for is no loosening.
    ...(region !== undefined && regional.signalOnPage && { signalOnPage: true }),
    ...(pack.signalOnPage && { signalOnPage: true }),
  }
}

function checkPurposes(purposes: readonly string[]): void {
  if (purposes.includes('necessary'))
    throw configError(
      'purposes',
      'purposes: leave out "necessary": it is never asked for and can\'t be denied',
    )
  if (new Set(purposes).size < purposes.length)
    throw configError('purposes', `purposes: name each once: ${purposes.join(', ')}`)
}

function checked(policy: ConsentPolicy, purposes: readonly string[]): ConsentPolicy {
  const { model, region, signal, exempt, dnt } = policy
  for (const key of Object.keys(policy)) if (!KEYS.includes(key)) throw unknownKey(key)
  if (model !== undefined && model !== 'opt-in' && model !== 'regional')
    throw wrong(`model: 'opt-in' (the default) or 'regional', not "${String(model)}"`)
  if (region !== undefined && typeof region !== 'string')
    throw wrong("region: an ISO 3166 code such as 'FR' or 'US-CA'; leave it out where it is not known")
  if (signal !== undefined && !Array.isArray(signal)) throw wrong('signal: a list of purposes')
  for (const purpose of signal ?? [])
    if (purpose !== 'marketing' && !purposes.includes(purpose))
      throw wrong(`signal: "${String(purpose)}" is none of the purposes: ${purposes.join(', ')}`)
  if (exempt !== undefined && typeof exempt !== 'boolean') throw wrong('exempt: true or false')
  if (dnt !== undefined && typeof dnt !== 'boolean') throw wrong('dnt: true or false')
  if (exempt && model !== 'regional')
    throw wrong("exempt: only with model: 'regional', where a pack allows it")
  return policy
}

/** One number for a yes and a no: that is all there is. */
function lasting(days: number | undefined, { id, lastsDays }: AnyPack): number {
  if (days === undefined) return lastsDays
  if (!Number.isInteger(days) || days < 1 || days > lastsDays)
    throw wrong(`lastsDays: whole days from 1 to ${lastsDays}, which pack "${id}" allows, not ${days}`)
  return days
}

function unknownKey(key: string): Error {
  if (/(accept|reject|grant|den(y|ied)|yes|no|refus|consent)\w*(days|lasts?|lifetime|age|expir)/i.test(key))
    return configError(
      'dark-pattern',
      `policy.${key}: a yes and a no last equally long, so there is one lastsDays (CCR Title 11 §7004; GDPR Art. 7(3))`,
    )
  return wrong(`${key}: unknown; there are ${KEYS.join(', ')}`)
}

function wrong(message: string): Error {
  return configError('policy', `policy.${message}`)
}
