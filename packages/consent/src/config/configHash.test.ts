import { describe, expect, it } from 'vitest'
import { configHash } from './configHash.ts'
import type { ConsentConfig } from './consentConfig.ts'

const config: ConsentConfig = {
  controller: { name: 'Acme', contact: 'privacy@acme.test' },
  purposes: [
    { id: 'measurement', data: ['pages'], recipients: ['Host'], retentionDays: 30 },
    { id: 'surveys', label: 'Surveys', reason: { en: 'Ask you.', de: 'Dich fragen.' }, benefit: 'A say.' },
  ],
  banner: { layout: 'bar' },
}
const words = { title: 'May we?', 'measurement.reason': 'Count visits.' }
const hash = (
  changed: ConsentConfig = config,
  { pack = 'eu', locale = 'en', shown = words }: { pack?: string; locale?: string; shown?: object } = {},
): string => configHash(changed, { pack }, locale, shown)

describe('configHash', () => {
  it('is 64 hexadecimal digits, the same for the same', () => {
    expect(hash()).toMatch(/^[0-9a-f]{64}$/)
    expect(
      hash(structuredClone(config), { shown: Object.fromEntries(Object.entries(words).reverse()) }),
    ).toBe(hash())
  })

  // A hash that changes from one version to the next would orphan every receipt: change it knowingly.
  it('stays what it is', () => {
    expect(hash()).toBe('61324de7ae0403eeab76a9ac9f8d83ebba5c4c4825773cb76e1f83659406e09a')
  })

  it('changes with all that the visitor was told', () => {
    const told: string[] = [
      hash({ ...config, controller: { name: 'Acme Ltd', contact: 'privacy@acme.test' } }),
      hash({ ...config, controller: { name: 'Acme' } }),
      hash({ ...config, controller: { ...config.controller!, privacyUrl: '/privacy' } }),
      hash({ ...config, purposes: [...config.purposes].reverse() }),
      hash({ ...config, purposes: config.purposes.slice(0, 1) }),
      hash({ ...config, purposes: [{ ...config.purposes[0]!, retentionDays: 31 }, config.purposes[1]!] }),
      hash({ ...config, purposes: [{ ...config.purposes[0]!, label: 'Counting' }, config.purposes[1]!] }),
      hash(config, { pack: 'fr' }),
      hash(config, { locale: 'de' }),
      hash(config, { shown: { ...words, title: 'May we please?' } }),
      hash(config, { shown: { ...words, 'measurement.reason': 'Count pages.' } }),
    ]
    expect(new Set([hash(), ...told]).size).toBe(told.length + 1)
  })

  it('does not change with the look', () => {
    expect(hash({ ...config, banner: { layout: 'dialog', theme: 'dark' }, language: 'en' })).toBe(hash())
  })
})
