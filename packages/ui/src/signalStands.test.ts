import type { ConsentSnapshot } from '@askfirst/consent'
import { expect, it } from 'vitest'
import { signalStands } from './signalStands.ts'

const of = (signal: boolean, purposes: Record<string, string>) =>
  ({ signal, purposes, seq: 1 }) as unknown as ConsentSnapshot

it('says that the signal is honoured while nothing that it covers is on', () => {
  expect(signalStands(of(true, { measurement: 'granted', marketing: 'signal_denied' }))).toBe(true)
  expect(signalStands(of(true, { measurement: 'default_on' }))).toBe(true)
  expect(signalStands(of(false, { marketing: 'denied' }))).toBe(false)
  // The visitor has gone against it.
  expect(signalStands(of(true, { marketing: 'granted' }))).toBe(false)
  expect(signalStands(of(true, { offers: 'granted' }), ['marketing', 'offers'])).toBe(false)
})
