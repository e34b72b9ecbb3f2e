import { configError } from './configError.ts'

interface DarkPattern {
  /** whole keys, in any case */
  keys: RegExp
  /** the values that make it one; default: whatever it says */
  values?: (value: unknown) => boolean
  why: string
}

const TASKFORCE = 'EDPB Cookie Banner Taskforce, January 2023'
const isOn = (value: unknown): boolean =>
  value !== false && value !== null && value !== 'denied' && value !== 'off'

/**
 * What other banners can be configured to do, and this one can't. A key of these is refused with its reason rather than
 * as merely unknown.
 */
const DARK_PATTERNS: readonly DarkPattern[] = [
  {
    keys: /^(reject|(show|hide|display|enable|disable|remove)_?(reject|decline|deny)(all|button)*|(reject|decline|deny)(all|button)+|hide_?decline_?all)$/i,
    why: `Reject stands beside Accept on the first layer, always (${TASKFORCE}; CNIL: refusing as easy as accepting)`,
  },
  {
    keys: /^(buttons?|primary|secondary|accept|(accept|reject|decline|deny)_?(style|class|classname|colou?r|size|weight|text|label|variant|position|order)|(button|action)_?(styles?|order|layout|variants?)|highlight\w*|emphasi[sz]e\w*|equal_?weight_?buttons)$/i,
    why: `Accept and Reject look alike, and their words are words.<language>.accept and .reject (${TASKFORCE}: no deceptive contrast; CCR Title 11 §7004: symmetry)`,
  },
  {
    keys: /^(default|defaults|preselect(ed)?|pre_?tick(ed)?|checked|selected|enabled|granted|on|opt_?out|auto_?(accept|grant|consent)\w*)$/i,
    values: isOn,
    why: `Nothing is ticked before the visitor ticks it (GDPR Art. 4(11): a clear affirmative action; ${TASKFORCE}: no pre-ticks)`,
  },
  {
    keys: /^(countdown|timer|timeout|auto_?close|auto_?hide|expires_?in|delay_?reject)\w*$/i,
    why: 'Nobody is hurried into a choice: a countdown is no free one (GDPR Art. 4(11); EDPB 03/2022: stirring)',
  },
  {
    keys: /^((cookie|consent|pay)?_?wall|block_?page|force_?consent|disable_?page_?interaction|must_?consent|lock_?scroll)$/i,
    why: 'No wall: the page is there without a yes (EDPB Guidelines 05/2020; GDPR Art. 7)',
  },
  {
    keys: /^((close|dismiss|escape|ignor\w*|continu\w*|inactivity|silence)_?(means|is|as|equals|on)?_?(yes|accept|consent|grant)\w*|(accept|consent|grant|dismiss)_?(on|by)_?\w+|(scroll|implied|implicit|navigation)_?(consent|accept)\w*)$/i,
    why: 'Closing, scrolling or going on is no yes (EDPB Guidelines 05/2020: scrolling is not consent; CNIL: silence is refusal)',
  },
  {
    keys: /^(accept|reject|grant|grants|granted|deny|denied|denial|refusal|acceptance|decline|yes|no|consent)_?(lasts?|lifetime|duration|days|age|max_?age|expir\w*|ttl)\w*$|^re_?ask\w*$/i,
    why: 'A yes and a no last equally long; the host shortens both with policy.lastsDays (GDPR Art. 7(3); CCR Title 11 §7004: symmetry)',
  },
  {
    keys: /^(confirm|confirm(ation|_?reject)\w*|are_?you_?sure|reject_?steps?|second_?layer_?reject)$/i,
    why: 'A no takes as many actions as a yes: one (GDPR Art. 7(3); EDPB 03/2022: hindering)',
  },
]

/** The error for a key that would make a dark pattern, undefined for any other key. */
export function darkPattern(path: string, key: string, value: unknown): Error | undefined {
  // The work of some patterns grows with the square of a key's length.
  const start = key.slice(0, 60)
  const found = DARK_PATTERNS.find(({ keys, values }) => keys.test(start) && (values?.(value) ?? true))
  return found && darkPatternError(path, found.why)
}

/** `path` is where; `why` ends with the rule. */
export function darkPatternError(path: string, why: string): Error {
  return configError('dark-pattern', `${path}: ${why}. Remove it`)
}
