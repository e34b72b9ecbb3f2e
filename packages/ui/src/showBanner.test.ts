import type { ConsentChoices } from '@askfirst/consent'
import { afterEach, expect, it, vi } from 'vitest'
import { consentModel } from './headlessModel.ts'
import { openCentre, showBanner } from './showBanner.ts'

afterEach(() => vi.unstubAllEnvs())

const untouched = new Proxy({} as ConsentChoices, {
  get: (_, name) => {
    throw new Error(`asked for ${String(name)}`)
  },
})

it('does nothing where there is no document, not even ask', () => {
  expect(showBanner(untouched)()).toBeUndefined()
  expect(openCentre(untouched)()).toBeUndefined()
})

it('throws in development, with the rule, for what would be a dark pattern; in production it is ignored', () => {
  const config = { banner: { hideReject: true } } as never
  expect(() => showBanner(untouched, config)).toThrow(
    expect.objectContaining({ code: 'dark-pattern', message: expect.stringContaining('Taskforce') }),
  )
  expect(() => openCentre(untouched, { words: { en: { reject: '  ' } } })).toThrow(/EDPB/)
  vi.stubEnv('NODE_ENV', 'production')
  expect(showBanner(untouched, config)()).toBeUndefined()
})

it('gives a model without a document', async () => {
  const snapshot = () => ({ purposes: { measurement: 'undecided' }, seq: 0, signal: false })
  const model = await consentModel({ snapshot } as never, {}, { hostName: 'a.test' })
  expect(model.say('lead')).toBe('a.test asks to:')
  expect(model.purposes().map(({ label }) => label)).toEqual(['Measurement'])
})
