import type { ConsentChoices, ConsentSnapshot, Decision, PurgeReport, PurposeState } from '@askfirst/consent'
import type { ConsentConfig } from '@askfirst/consent/config'
import { describe, expect, it } from 'vitest'
import type { ConsentModel } from './consentModel.ts'
import { createModel } from './createModel.ts'
import { words as german } from './locales/de.ts'
import { words as english } from './locales/en.ts'

interface Given {
  states: Record<string, PurposeState>
  config?: Partial<ConsentConfig>
  locale?: string
  seq?: number
  report?: PurgeReport
}

function modelOf({
  states,
  config = {},
  locale = 'en',
  seq = 1,
  report,
}: Given): ConsentModel & { chosen: unknown[] } {
  const chosen: unknown[] = []
  const consent: ConsentChoices = {
    snapshot: () => ({ purposes: states, seq, signal: false }) as unknown as ConsentSnapshot,
    subscribe: () => () => {},
    choose: async (decisions: Readonly<Record<string, Decision>>, options) => {
      chosen.push([decisions, options])
      return report ?? { removed: 0, inFlight: 0, remaining: [] }
    },
  } as ConsentChoices
  const words = locale.startsWith('de') ? german : english
  const receipts = Promise.resolve(null)
  return { ...createModel({ consent, config, options: {}, words, locale, site: 'a.test', receipts }), chosen }
}

describe('createModel', () => {
  it('offers what the configuration names, in its order, and of that only what there is', () => {
    const states = { measurement: 'undecided', identity: 'granted' } as const
    expect(
      modelOf({ states })
        .purposes()
        .map(({ id }) => id),
    ).toEqual(['measurement', 'identity'])
    const config = { purposes: [{ id: 'identity' }, { id: 'constructor' }, { id: 'measurement' }] }
    expect(
      modelOf({ states, config })
        .purposes()
        .map(({ id }) => id),
    ).toEqual(['identity', 'measurement'])
  })

  it('asks for what is open, and for all where nothing is', () => {
    const open = modelOf({
      states: { measurement: 'granted', identity: 'expired', marketing: 'signal_denied' },
    })
    expect(open.asked().map(({ id }) => id)).toEqual(['identity'])
    expect(open.accept()).toEqual({ identity: 'granted' })
    expect(open.accept(open.purposes())).toEqual({ measurement: 'granted', identity: 'granted' })
    expect(open.reject()).toEqual({ measurement: 'denied', identity: 'denied', marketing: 'denied' })
    expect(modelOf({ states: { measurement: 'denied' } }).asked()).toHaveLength(1)
  })

  it('says what has changed since the last choice, and nothing before the first', () => {
    const states = { measurement: 'undecided', identity: 'stale', marketing: 'expired' } as const
    expect(modelOf({ states }).changes()).toEqual([
      'New since your last choice: Measurement.',
      'Changed since your last choice: Your account.',
      'Your last choice has expired.',
    ])
    expect(modelOf({ states: { measurement: 'undecided' }, seq: 0 }).changes()).toEqual([])
  })

  it("puts a site's own words first, by language, and numbers and lists in the language's way", () => {
    const config: Partial<ConsentConfig> = {
      controller: { name: ' The tea shop ' },
      words: { de: { accept: 'Ja zu allem' } },
      purposes: [
        {
          id: 'measurement',
          reason: { en: 'Count.', de: 'Zählen.' },
          data: ['a', 'b', 'c'],
          retentionDays: 1095,
        },
      ],
    }
    const model = modelOf({ states: { measurement: 'undecided' }, config, locale: 'de-AT' })
    expect(model.say('accept')).toBe('Ja zu allem')
    expect(model.say('lead')).toContain('The tea shop')
    expect(model.purposes()[0]).toMatchObject({ label: 'Messung', reason: 'Zählen.', on: false })
    expect(model.purposes()[0]!.details.join()).toMatch(/a, b und c.*1[\s.\u00a0]?095/)
  })

  it("takes a site's words of another region of the language before those of another language", () => {
    const config: Partial<ConsentConfig> = {
      words: { fr: { accept: 'Oui' }, 'de-CH': { accept: 'Ja, gerne' } },
      purposes: [
        { id: 'measurement', label: { en: 'Counting', 'de-CH': 'Zählung' }, reason: { en: 'Count.' } },
      ],
    }
    const model = modelOf({ states: { measurement: 'undecided' }, config, locale: 'de' })
    expect(model.say('accept')).toBe('Ja, gerne')
    expect(model.purposes()[0]).toMatchObject({ label: 'Zählung', reason: 'Count.' })
  })

  it.each([
    ['ads', {}, 'purpose-text'],
    ['constructor', {}, 'purpose-text'],
    ['measurement', { controller: { name: 'A', privacyUrl: 'javascript:alert(1)' } }, 'privacy-url'],
  ])('throws for %s with %j', (id, config, code) => {
    expect(() => modelOf({ states: { [id]: 'undecided' }, config }).purposes()).toThrow(
      expect.objectContaining({ name: 'AskfirstError', code }),
    )
  })

  it.each<[NonNullable<PurgeReport['erased']> | undefined, string[]]>([
    [undefined, []],
    ['erased', ['The site has erased what was sent.']],
    ['nothing-sent', ['Nothing was sent.']],
    ['failed', ['What was sent is not erased yet. Please try again.']],
    ['unsupported', ['What was sent is not erased yet. Please try again.']],
  ])('tells a withdrawal with erasure %s', async (erased, more) => {
    const report: PurgeReport = { removed: 1234, inFlight: 1, remaining: ['x'], ...(erased && { erased }) }
    const model = modelOf({ states: { measurement: 'granted' }, report })
    const { takesBack, told } = model.decide({ measurement: 'denied' }, { erase: true })
    expect(takesBack).toBe(true)
    expect(model.chosen).toEqual([[{ measurement: 'denied' }, { erase: true }]])
    expect(await told).toEqual([
      'Stopped: Measurement.',
      'Removed from this device: 1,234.',
      'May have been sent: 1.',
      'Not removed yet: 1. We try again on the next page.',
      ...more,
    ])
    expect(
      await modelOf({ states: { measurement: 'denied' } }).decide({ measurement: 'denied' }).told,
    ).toEqual([])
  })
})
