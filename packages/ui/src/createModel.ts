import type { ConsentChoices, Decision, PurgeReport, Purpose, PurposeState } from '@askfirst/consent'
import {
  type ConsentConfig,
  configError,
  nearestTag,
  type PurposeConfig,
  text,
  type Words,
} from '@askfirst/consent/config'
import type { ConsentModel, PurposeModel } from './consentModel.ts'
import { fill } from './fill.ts'
import { privacyLink } from './privacyLink.ts'
import type { ReceiptFile } from './receiptFile.ts'
import type { ModelOptions } from './uiOptions.ts'

const ON = /^(granted|default_on)$/
/** States that leave something to ask. */
export const OPEN: RegExp = /^(undecided|loading|expired|stale|default_on|exempt)$/
const OUT_OF_REACH = /^(signal_denied|blocked)$/
const RIGHT_TO_LEFT = /^(ar|ckb|dv|fa|he|ps|sd|ug|ur|yi)\b/
const NOTHING_SHOWN = { method: 'api', layout: 'none', words: {}, buttonOrder: [] } as const

/** What a model is made of. */
export interface ModelParts {
  consent: ConsentChoices
  config: Partial<ConsentConfig>
  options: ModelOptions
  /** all words of `locale`; those that the site has written itself go before them */
  words: Words
  locale: string
  /** who asks, where the configuration does not say */
  site: string
  /** loaded before a choice: after a no nothing is asked for; resolves with null where there is no such file */
  receipts: Promise<ReceiptFile | null>
}

/**
 * Puts together what is asked, in which words.
 *
 * @throws AskfirstError `purpose-text` for a purpose without words, `privacy-url` for a URL that is no web page
 */
export function createModel(parts: ModelParts): ConsentModel {
  const { consent, config, options, words, locale, site, receipts } = parts
  const { controller } = config
  const number = (value: number): string => new Intl.NumberFormat(locale).format(value)
  const list = (items: readonly string[]): string => new Intl.ListFormat(locale).format(items)
  const labels = (of: readonly PurposeModel[]): string => list(of.map(({ label }) => label))
  const own = config.words?.[nearestTag(Object.keys(config.words), locale)]
  const all: Readonly<Record<string, string | undefined>> = { ...words, ...own }
  const model: ConsentModel = {
    locale,
    dir: RIGHT_TO_LEFT.test(locale) ? 'rtl' : 'ltr',
    site: controller?.name.trim() || site || 'This site',
    privacyUrl: controller?.privacyUrl && privacyLink(controller.privacyUrl),
    receipts,
    say: (key, values) => fill(all[key]!, { site: model.site, ...values }),
    purposes: () => {
      const states = consent.snapshot().purposes
      const sources = config.purposes?.length ? config.purposes : Object.keys(states).map((id) => ({ id }))
      return sources
        .filter(({ id }) => Object.hasOwn(states, id))
        .map((source) => purposeModel(source, states[source.id]!, all, model.say, number, list, locale))
    },
    asked: () => {
      const offered = model.purposes()
      const left = offered.filter(({ state }) => OPEN.test(state))
      return left.length ? left : offered
    },
    changes: () => {
      const those = (state: PurposeState): string =>
        labels(model.purposes().filter((purpose) => purpose.state === state))
      // Before the first choice everything is new.
      const fresh = consent.snapshot().seq && those('undecided')
      const changed = those('stale')
      return [
        fresh && model.say('newPurposes', { purposes: fresh }),
        changed && model.say('changedPurposes', { purposes: changed }),
        those('expired') && model.say('expired'),
      ].filter(Boolean) as string[]
    },
    signal: () => consent.snapshot().signal,
    accept: (offered = model.asked()) => decisions(offered.filter(inReach), 'granted'),
    reject: () => decisions(model.purposes(), 'denied'),
    decide: (chosen, how, shown = NOTHING_SHOWN) => {
      const stopped = model.purposes().filter(({ id, on }) => on && chosen[id] === 'denied')
      const takesBack = stopped.length > 0
      return {
        takesBack,
        told: consent.choose(chosen, how).then((report) => {
          void receipts.then((file) =>
            file?.leaveReceipt(model, config, options, chosen, takesBack, shown, consent),
          )
          return takesBack ? sentences(report, labels(stopped), model.say, number) : []
        }),
      }
    },
  }
  return model
}

/** A purpose as it stands, in the words of its configuration, else in those of `all` under its name. */
function purposeModel(
  source: PurposeConfig,
  state: PurposeState,
  all: Readonly<Record<string, string | undefined>>,
  say: ConsentModel['say'],
  number: (value: number) => string,
  list: (items: readonly string[]) => string,
  locale: string,
): PurposeModel {
  const { id, data, recipients, retentionDays } = source
  const textOf = (part: 'label' | 'reason' | 'benefit'): string =>
    text(source[part] ?? all[`${id}.${part}`] ?? '', locale)
  const reason = textOf('reason')
  if (!reason) throw configError('purpose-text', `purposes: give "${id}" a reason`)
  return {
    id,
    label: textOf('label') || id,
    reason,
    benefit: textOf('benefit'),
    details: [
      data?.length && say('data', { items: list(data) }),
      recipients?.length && say('recipients', { items: list(recipients) }),
      retentionDays && say('retention', { days: number(retentionDays) }),
    ].filter((sentence) => typeof sentence === 'string'),
    state,
    on: ON.test(state),
    source,
  }
}

function inReach({ state }: PurposeModel): boolean {
  return !OUT_OF_REACH.test(state)
}

function decisions(purposes: readonly PurposeModel[], decision: Decision): Record<Purpose, Decision> {
  return Object.fromEntries(purposes.map(({ id }) => [id, decision]))
}

/** The report in words: what was stopped and removed always, the rest where there is something to tell. */
function sentences(
  { removed, inFlight, remaining, erased }: PurgeReport,
  purposes: string,
  say: ConsentModel['say'],
  number: (value: number) => string,
): string[] {
  const told = [say('stopped', { purposes }), say('removed', { count: number(removed) })]
  if (inFlight) told.push(say('inFlight', { count: number(inFlight) }))
  if (remaining.length) told.push(say('remaining', { count: number(remaining.length) }))
  if (erased)
    told.push(say(erased === 'erased' ? 'erased' : erased === 'nothing-sent' ? 'nothingSent' : 'eraseFailed'))
  return told
}
