import { expect, it } from 'vitest'
import type { ConsentChoices } from '@askfirst/consent'
import { showBanner } from './showBanner.ts'

it('does nothing where there is no document, not even ask', () => {
  const consent = new Proxy({} as ConsentChoices, {
    get: (_, name) => {
      throw new Error(`asked for ${String(name)}`)
    },
  })
  expect(showBanner(consent)()).toBeUndefined()
})
