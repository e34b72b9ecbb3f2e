import { browserConsentEnv, type Consent, createConsent } from '@askfirst/consent'
import { type Format, native } from '@askfirst/formats'
import { native as nativeAlone } from '@askfirst/formats/native'
import { applyPlan } from '@askfirst/plan'
import { scrubProps } from '@askfirst/privacy'
import { type BannerOptions, showBanner } from '@askfirst/ui'
import { type Client, definePlan, init, type Options, type Plugin } from 'askfirst'
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

const look: BannerOptions = { controller: 'The tea shop' }
export const hide: () => void = showBanner(
  { ...client.consent, optIn: client.optIn, optOut: client.optOut },
  look,
)
