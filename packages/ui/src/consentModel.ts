import type {
  ChooseOptions,
  ConsentChoices,
  Decision,
  PurgeReport,
  Purpose,
  PurposeState,
} from '@askfirst/consent'
import { type ConsentConfig, configError, type Text, type WordKey, type Words } from '@askfirst/consent/config'
import { fill } from './fill.ts'
import { nearestTag } from './nearestTag.ts'
import { privacyLink } from './privacyLink.ts'

/** One purpose as a visitor sees it; every text is in the model's language. */
export interface PurposeModel {
  id: Purpose
  label: string
  /** one plain sentence: what is done with what */
  reason: string
  /** what the visitor gets for a yes; empty if nobody said */
  benefit: string
  /** sentences about data, recipients and retention */
  details: readonly string[]
  state: PurposeState
  /** whether it is on now */
  on: boolean
}

/** Everything that banner and centre show and do, and nothing of how. It is asked anew at every change of the choices. */
export interface ConsentModel {
  /** BCP 47 */
  readonly locale: string
  readonly dir: 'ltr' | 'rtl'
  /** http(s) or relative URL */
  readonly privacyUrl: string | undefined
  /** A word or sentence; `values` go in the place of their names in braces, beside `site`. */
  say(key: WordKey, values?: Readonly<Record<string, string>>): string
  /** what is offered, in the site's order */
  purposes(): PurposeModel[]
  /** the part of it that a banner asks for: what is not decided, or all where nothing is left to ask */
  asked(): PurposeModel[]
  /** what has changed since the last choice, in sentences */
  changes(): string[]
  /** whether the browser sends Global Privacy Control */
  signal(): boolean
  /** decisions of "Accept all": yes to what is asked for, or to what is given, but for what the opt-out signal denies */
  accept(offered?: readonly PurposeModel[]): Record<Purpose, Decision>
  /** decisions of "Reject all": no to all that is offered */
  reject(): Record<Purpose, Decision>
  /**
   * Decides; the gate has changed when the call returns.
   *
   * @returns what has been taken back and removed, in sentences; none where nothing was on
   */
  decide(decisions: Readonly<Record<Purpose, Decision>>, options?: ChooseOptions): Promise<string[]>
}

const ON = /^(granted|default_on|exempt)$/
const ASKED = /^(undecided|loading|expired|stale|default_on|exempt)$/
const DECIDED = /^(granted|denied|withdrawn|expired|stale)$/
const RIGHT_TO_LEFT = /^(ar|ckb|dv|fa|he|ps|sd|ug|ur|yi)\b/

/**
 * Puts together what is asked, in which words.
 *
 * @param words all words of `locale`; those that the site has written itself go before them
 * @param site who asks, where the configuration does not say
 * @throws AskfirstError `purpose-text` for a purpose without words, `privacy-url` for a URL that is no web page
 */
export function consentModel(
  consent: ConsentChoices,
  config: Partial<ConsentConfig>,
  words: Words,
  locale: string,
  site: string,
): ConsentModel {
  const { snapshot } = consent
  const own = config.words?.[nearestTag(Object.keys(config.words), locale) ?? ''] ?? {}
  const all: Readonly<Record<string, string | undefined>> = { ...words, ...own }
  const dir = RIGHT_TO_LEFT.test(locale) ? 'rtl' : 'ltr'
  const values = { site: config.controller?.name.trim() || site || 'This site' }
  const number = (value: number): string => new Intl.NumberFormat(locale).format(value)
  const list = (items: readonly string[]): string => new Intl.ListFormat(locale).format(items)
  const say: ConsentModel['say'] = (key, more) => fill(all[key]!, { ...values, ...more })

  const purposeModel = (id: Purpose, state: PurposeState): PurposeModel => {
    const { data, recipients, retentionDays, ...texts } =
      config.purposes?.find((purpose) => purpose.id === id) ?? {}
    const textOf = (part: 'label' | 'reason' | 'benefit'): string =>
      (inLanguage(texts[part], locale) ?? all[`${id}.${part}`] ?? '').trim()
    const reason = textOf('reason')
    if (!reason)
      throw configError('purpose-text', `say what "${id}" is for in one sentence: purposes[].reason of "${id}"`)
    const details = [
      data?.length ? say('data', { items: list(data) }) : '',
      recipients?.length ? say('recipients', { items: list(recipients) }) : '',
      retentionDays ? say('retention', { days: number(retentionDays) }) : '',
    ].filter(Boolean)
    const label = textOf('label') || id
    return { id, label, reason, benefit: textOf('benefit'), details, state, on: ON.test(state) }
  }
  const purposes = (): PurposeModel[] => {
    const states = snapshot().purposes
    const ids = config.purposes?.length ? config.purposes.map(({ id }) => id) : Object.keys(states)
    return ids.filter((id) => Object.hasOwn(states, id)).map((id) => purposeModel(id, states[id]!))
  }
  const asked = (): PurposeModel[] => {
    const offered = purposes()
    const left = offered.filter(({ state }) => ASKED.test(state))
    return left.length ? left : offered
  }
  const labels = (of: readonly PurposeModel[]): string => list(of.map(({ label }) => label))

  return {
    locale,
    dir,
    privacyUrl: config.controller?.privacyUrl && privacyLink(config.controller.privacyUrl),
    say,
    purposes,
    asked,
    changes: () => {
      const offered = purposes()
      const those = (state: PurposeState): PurposeModel[] => offered.filter((one) => one.state === state)
      const fresh = Object.values(snapshot().purposes).some((state) => DECIDED.test(state)) ? those('undecided') : []
      return [
        fresh.length ? say('newPurposes', { purposes: labels(fresh) }) : '',
        those('stale').length ? say('changedPurposes', { purposes: labels(those('stale')) }) : '',
        those('expired').length ? say('expired') : '',
      ].filter(Boolean)
    },
    signal: () => snapshot().signal,
    accept: (offered = asked()) =>
      decisions(
        offered.filter(({ state }) => !/^(signal_denied|blocked)$/.test(state)),
        'granted',
      ),
    reject: () => decisions(purposes(), 'denied'),
    decide: async (chosen, options) => {
      const stopped = purposes().filter(({ id, on }) => on && chosen[id] === 'denied')
      const report = await consent.choose(chosen, options)
      return stopped.length ? reportSentences(report, labels(stopped), say, number) : []
    },
  }
}

function decisions(purposes: readonly PurposeModel[], decision: Decision): Record<Purpose, Decision> {
  return Object.fromEntries(purposes.map(({ id }) => [id, decision]))
}

function inLanguage(text: Text | undefined, locale: string): string | undefined {
  if (typeof text !== 'object') return text
  return text[nearestTag(Object.keys(text), locale) ?? ''] ?? Object.values(text)[0]
}

function reportSentences(
  { removed, inFlight, remaining, erased }: PurgeReport,
  purposes: string,
  say: ConsentModel['say'],
  number: (value: number) => string,
): string[] {
  const counted = (key: 'removed' | 'inFlight' | 'remaining', count: number): string =>
    say(key, { count: number(count) })
  const sentences = [say('stopped', { purposes }), counted('removed', removed)]
  if (inFlight) sentences.push(counted('inFlight', inFlight))
  if (remaining.length) sentences.push(counted('remaining', remaining.length))
  if (erased === 'erased') sentences.push(say('erased'))
  else if (erased) sentences.push(say(erased === 'nothing-sent' ? 'nothingSent' : 'eraseFailed'))
  return sentences
}
