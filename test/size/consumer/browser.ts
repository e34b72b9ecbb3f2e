import { browserConsentEnv, type Consent, createConsent } from '@askfirst/consent'
import { type ConsentConfig, checkConfig } from '@askfirst/consent/config'
import { type Receipt, readReceipts, verifyReceipt } from '@askfirst/consent/receipt'
import { type Format, native } from '@askfirst/formats'
import { native as nativeAlone } from '@askfirst/formats/native'
import { applyPlan } from '@askfirst/plan'
import { scrubProps } from '@askfirst/privacy'
import { openCentre, showBanner, type UiOptions } from '@askfirst/ui'
import { type Client, defineConsent, definePlan, init, type Options, type Plugin } from 'askfirst'
import { vitals } from 'askfirst/vitals'

const plan = definePlan({ events: { bought: { props: { sku: 'keep' } } } })
const where: Plugin = {
  name: 'where',
  enrich: (draft) => {
    draft.props['where'] = 'till'
  },
}
const client = init({ endpoint: '/v1/events', plan, plugins: [vitals(), where] })
client.track('bought', { sku: 'a' })
// @ts-expect-error the plan declares no such event
client.track('sold')
// @ts-expect-error exactOptionalPropertyTypes: an option is left out, not undefined
export const wrong: Options = { endpoint: '/v1/events', persist: undefined }

const anyClient: Client = init({ endpoint: '/v1/events' })
export const report: Promise<number> = anyClient.optOut().then(({ removed }) => removed)
export const consent: Consent = createConsent({ purposes: ['measurement'] }, browserConsentEnv())
export const format: Format = native('/v1/events')
export const dedupe: 'id' | 'none' = nativeAlone('/v1/events').dedupe
export const planned: number = applyPlan(plan, 'bought', {})?.dropped ?? 0
export const safe: unknown = scrubProps({ email: 'a@b.example' }, {}, {})['email']

const config: ConsentConfig = checkConfig({
  controller: { name: 'The tea shop' },
  purposes: [{ id: 'measurement' }],
})
export const asked: Client = init({ endpoint: '/v1/events', consent: defineConsent({ config }) })
const look: UiOptions = { focus: true }
export const hide: () => void = showBanner(client.consent, config, look)
export const leave: () => void = openCentre(client.consent, config)
export type Kept = Receipt
export const genuine: Promise<boolean> = readReceipts()
  .then((kept) => verifyReceipt(kept))
  .then(({ valid }) => valid)
