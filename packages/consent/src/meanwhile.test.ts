import { expect, test, vi } from 'vitest'
import type { PurposeState } from './consent.ts'
import { consentOn, device, textOf, yes } from './deviceForTests.ts'

test.each([
  ['of the same moment stands', 5, 'denied'],
  ['of an earlier one does not', 4, 'granted'],
] as const)('over a yes said while the record is read, a no %s', async (_what, at, state) => {
  const noes = { m: 7 }
  const on = device({ durable: { v: 1, seq: 7, at, purposes: { m: 'denied' }, noes, asked: {} } })
  const consent = consentOn(on, ['m'])
  consent.optIn()
  await consent.settled()
  expect(consent.snapshot().purposes['m']).toBe(state)
})

test('what another tab decides while the record is being read is not in doubt', async () => {
  const on = device({ sync: textOf(yes(1)), durable: yes(1) })
  const consent = consentOn(on)
  await consent.settled()
  const heard: (PurposeState | undefined)[] = []
  consent.subscribe(({ purposes }) => heard.push(purposes['m']))
  let answer: () => void = () => undefined
  on.held = new Promise<void>((done) => {
    answer = done
  })
  const asked = consent.confirm('m')
  await vi.waitFor(() => expect(on.puts).toBe(2))
  on.sync = textOf(yes(2))
  answer()
  expect(await asked).toBe(true)
  expect(heard).not.toContain('undecided')
  expect(on.durable?.seq).toBe(2)
})

test('a no with an erasure leaves other pages to wait for three seconds, and this one not at all', async () => {
  const on = device({ sync: textOf(yes(1)), durable: yes(1) })
  const [here, there] = [consentOn(on), consentOn(on)]
  await Promise.all([here.settled(), there.settled()])
  here.choose({ m: 'denied' }, false, true)
  there.allows('m')
  expect([here.erasingFor(), there.erasingFor()]).toEqual([0, 3_000])
  await Promise.all([here.settled(), there.settled()])
  here.choose({ m: 'denied' })
  there.allows('m')
  expect(there.erasingFor()).toBe(0)
})
