import { PACKS, type Pack, type PackId } from './packs.ts'

/** The European Economic Area, and the overseas parts of France with codes of their own. As of 2026-11-22. */
const EU =
  'AT BE BG HR CY DK EE FI DE GR HU IE LV LT LU MT NL PL PT RO SK SI ES SE IS LI NO AX GF GP MF MQ RE YT'
/** States that require a site to honour opt-out signals, California apart. As of 2026-11-22. */
const US_SIGNAL = 'CO CT DE MD MT NE NH NJ OR TX'

const REGIONS: ReadonlyMap<string, PackId> = new Map([
  ...EU.split(' ').map((code) => [code, 'eu'] as const),
  ...US_SIGNAL.split(' ').map((state) => [`US-${state}`, 'us-gpc'] as const),
  ['FR', 'fr'],
  ['IT', 'it'],
  ['CZ', 'cz'],
  ['GB', 'uk'],
  ['US-CA', 'us-ca'],
])

/** ISO 3166-1 alpha-2, and -2; what the standard leaves to users says nothing of a place, as `XX`, `ZZ` and `T1`. */
const CODE = /^(?!AA|Q[M-Z]|X|ZZ)[A-Z]{2}(-[A-Z0-9]{1,3})?$/
/** Codes that stand for more than one law: the union, and the United States without the state. */
const TOO_WIDE = /^(EU|AP|UN|US)$/

/** A pack with its name: one of the table, or `strictest`. */
export interface NamedPack extends Pack {
  id: PackId | 'strictest'
}

/**
 * The pack of a region: ISO 3166-1 or -2, such as `FR` or `US-CA`, in any case. A region that is missing, or that can't
 * be told, gets the strictest rule of all packs; one that is known and has no pack gets `none`. Neither grants anything.
 */
export function packOf(region: string | undefined): NamedPack {
  const code = region?.toUpperCase() ?? ''
  if (!CODE.test(code) || TOO_WIDE.test(code)) return strictest(Object.values(PACKS))
  const id = REGIONS.get(code) ?? REGIONS.get(code.slice(0, 2)) ?? 'none'
  return { id, ...PACKS[id] }
}

/** What each of the packs allows, and all that any of them forbids. */
export function strictest(packs: readonly Pack[]): NamedPack {
  return {
    id: 'strictest',
    on: inAll(packs.map(({ on = [] }) => on)),
    exempt: inAll(packs.map(({ exempt = [] }) => exempt)),
    signal: [...new Set(packs.flatMap(({ signal }) => signal))],
    lastsDays: Math.min(...packs.map(({ lastsDays }) => lastsDays)),
    quietDays: Math.max(...packs.map(({ quietDays = 0 }) => quietDays)),
    ...(packs.some(({ signalOnPage }) => signalOnPage) && { signalOnPage: true }),
  }
}

function inAll([first = [], ...others]: readonly (readonly string[])[]): string[] {
  return first.filter((each) => others.every((other) => other.includes(each)))
}
