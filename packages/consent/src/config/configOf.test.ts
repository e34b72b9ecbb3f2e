import { expect, it } from 'vitest'
import { checkConfig } from './checkConfig.ts'
import { configOf, DEFAULT_CONFIG } from './configOf.ts'

it('makes a valid configuration of purposes, each once and without what is never asked for', () => {
  expect(configOf(['marketing', 'necessary', 'measurement', 'marketing'])).toEqual({
    purposes: [{ id: 'marketing' }, { id: 'measurement' }],
  })
  expect(checkConfig(DEFAULT_CONFIG)).toEqual(configOf(['measurement']))
})
