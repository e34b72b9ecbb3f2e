import type { PurposeState } from '@askfirst/consent'
import { beforeEach, expect, it, vi } from 'vitest'
import type { ConsentModel } from './consentModel.ts'
import { leaveReceipt } from './leaveReceipt.ts'

const receipts = vi.hoisted(() => ({ keepReceipt: vi.fn(), sendReceipt: vi.fn() }))
vi.mock('@askfirst/consent/receipt', () => receipts)

let state: PurposeState
beforeEach(() => {
  vi.clearAllMocks()
  receipts.keepReceipt.mockResolvedValue({ kept: true })
})

const leave = (): Promise<void> =>
  leaveReceipt(
    { locale: 'en', say: () => '', purposes: () => [] } as unknown as ConsentModel,
    {},
    { endpoint: '/v1/receipts' },
    { measurement: 'granted' },
    false,
    { method: 'banner-accept', layout: 'bar', words: {}, buttonOrder: [] },
    { snapshot: () => ({ purposes: { measurement: state } }) as never },
  )

it('a yes that stands is kept, and sent where the host has named an endpoint', async () => {
  state = 'granted'
  await leave()
  expect(receipts.keepReceipt).toHaveBeenCalledTimes(1)
  expect(receipts.sendReceipt).toHaveBeenCalledWith({ kept: true }, { url: '/v1/receipts' })
})

it.each<PurposeState>(['undecided', 'denied', 'signal_denied'])(
  'a yes that was not decided after all (%s) leaves no receipt',
  async (found) => {
    state = found
    await leave()
    expect(receipts.keepReceipt).not.toHaveBeenCalled()
    expect(receipts.sendReceipt).not.toHaveBeenCalled()
  },
)

it('after a no that came meanwhile nothing is sent', async () => {
  state = 'granted'
  receipts.keepReceipt.mockImplementation(async () => {
    state = 'denied'
    return { kept: true }
  })
  await leave()
  expect(receipts.sendReceipt).not.toHaveBeenCalled()
})
