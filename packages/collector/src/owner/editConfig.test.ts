import { type ConsentConfig, checkConfig, compareConfigs } from '@askfirst/consent/config'
import { describe, expect, it } from 'vitest'
import {
  addPurpose,
  movePurpose,
  ownText,
  removePurpose,
  setBanner,
  setController,
  setLanguage,
  setPurpose,
  setText,
  setWord,
} from './editConfig.ts'

const START: ConsentConfig = { purposes: [{ id: 'measurement' }, { id: 'identity' }] }
const ids = ({ purposes }: ConsentConfig): string[] => purposes.map(({ id }) => id)

describe('a draft', () => {
  it('is as it was when a change is taken back, so that nothing is left to publish', () => {
    const changed = [
      setBanner(setBanner(START, 'show', false), 'show', true),
      setBanner(setBanner(START, 'layout', 'box'), 'layout', 'bar'),
      setController(setController(START, 'name', 'Shop'), 'name', ''),
      setLanguage(setLanguage(START, 'de'), ''),
      setWord(setWord(START, 'de', 'title', 'Hallo'), 'de', 'title', ''),
      setPurpose(setPurpose(START, 0, 'data', ['time']), 0, 'data', undefined),
      movePurpose(movePurpose(START, 0, 1), 1, -1),
      removePurpose(addPurpose(START, 'marketing'), 2),
    ]
    for (const config of changed) {
      expect(config).toEqual(START)
      expect(compareConfigs(START, config).class).toBe('none')
    }
  })

  it('changes nothing of what it was made from', () => {
    const config: ConsentConfig = Object.freeze({
      purposes: Object.freeze([Object.freeze({ id: 'measurement' })]),
      words: Object.freeze({ en: Object.freeze({ title: 'One' }) }),
      banner: Object.freeze({ theme: 'dark' as const }),
    })
    expect(setWord(config, 'en', 'lead', 'Two').words).toEqual({ en: { title: 'One', lead: 'Two' } })
    expect(setBanner(config, 'theme', 'auto').banner).toBeUndefined()
    expect(setPurpose(config, 0, 'retentionDays', 30).purposes).toEqual([
      { id: 'measurement', retentionDays: 30 },
    ])
    expect(checkConfig(setController(config, 'name', 'Shop')).controller).toEqual({ name: 'Shop' })
  })

  it('orders purposes, and leaves the first and the last where they are', () => {
    const three = addPurpose(START, 'marketing')
    expect(ids(movePurpose(three, 2, -1))).toEqual(['measurement', 'marketing', 'identity'])
    expect(ids(movePurpose(three, 0, 1))).toEqual(['identity', 'measurement', 'marketing'])
    expect(ids(movePurpose(three, 0, -1))).toEqual(ids(three))
    expect(ids(movePurpose(three, 2, 1))).toEqual(ids(three))
    expect(ids(removePurpose(three, 1))).toEqual(['measurement', 'marketing'])
  })
})

describe('a text by language', () => {
  it('begins as one text, and gets languages as they are written', () => {
    const first = setText(undefined, 'en', 'en', 'Why')
    expect(first).toBe('Why')
    const both = setText(first, 'de', 'en', 'Warum')
    expect(both).toEqual({ en: 'Why', de: 'Warum' })
    expect(setText(undefined, 'de', 'en', 'Warum')).toEqual({ de: 'Warum' })
    expect([ownText(first, 'en', 'en'), ownText(first, 'de', 'en')]).toEqual(['Why', ''])
    expect([ownText(both, 'de', 'en'), ownText(both, 'fr', 'en'), ownText(undefined, 'en', 'en')]).toEqual([
      'Warum',
      '',
      '',
    ])
  })

  it('keeps its first language first, for that one counts', () => {
    const changed = setText({ de: 'Warum', en: 'Why' }, 'de', 'en', 'Wozu')
    expect(Object.entries(changed as object)).toEqual([
      ['de', 'Wozu'],
      ['en', 'Why'],
    ])
  })

  it('ends where its last language is emptied', () => {
    expect(setText({ de: 'Warum', en: 'Why' }, 'en', 'en', '')).toEqual({ de: 'Warum' })
    expect(setText({ de: 'Warum' }, 'de', 'en', '')).toBeUndefined()
    expect(setText('Why', 'en', 'en', '')).toBeUndefined()
    expect(setText('Why', 'de', 'en', '')).toBe('Why')
  })
})
