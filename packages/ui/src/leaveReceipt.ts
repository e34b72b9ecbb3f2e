import type { ConsentChoices, Decision, Purpose } from '@askfirst/consent'
import type { ConsentConfig } from '@askfirst/consent/config'
import { keepReceipt, sendReceipt } from '@askfirst/consent/receipt'
import type { ConsentModel } from './consentModel.ts'
import type { Shown } from './shown.ts'
import type { ModelOptions } from './uiOptions.ts'

const DAY_MS = 86_400_000

/**
 * Keeps the receipt of a decision on the device, and sends that of a yes where the host has named an endpoint.
 */
export async function leaveReceipt(
  { locale, privacyUrl, site, say, purposes }: ConsentModel,
  { controller }: Partial<ConsentConfig>,
  { endpoint, rules: { pack, lasts } = { pack: 'opt-in', lasts: 180 * DAY_MS } }: ModelOptions,
  decisions: Readonly<Record<Purpose, Decision>>,
  withdraws: boolean,
  { words, ...event }: Shown,
  consent: Pick<ConsentChoices, 'snapshot'>,
): Promise<void> {
  const stands = (): boolean => {
    const states = consent.snapshot().purposes
    return Object.entries(decisions).every(([id, one]) => (states[id] === 'granted') === (one === 'granted'))
  }
  // What was not decided after all (the page's client has ended, say) leaves no receipt.
  if (!stands()) return
  const receipt = await keepReceipt({
    words,
    withdraws,
    processing: {
      locale,
      pack,
      withdrawal: say('outcome'),
      ...(privacyUrl && { noticeUrl: privacyUrl }),
      purposes: purposes()
        .filter(({ id }) => decisions[id])
        .map(({ id, label, reason, source: { data = [], recipients = [], retentionDays } }) => ({
          id,
          label,
          reason,
          decision: decisions[id]!,
          data,
          recipients,
          ...(retentionDays && { retentionDays }),
        })),
    },
    parties: { controller: site, ...(controller?.contact && { contact: controller.contact }) },
    event: { ...event, validDays: lasts / DAY_MS },
  })
  // A no may have come meanwhile: after it nothing is sent.
  if (receipt && endpoint && stands()) await sendReceipt(receipt, { url: endpoint })
}
