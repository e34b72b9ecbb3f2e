import type { WebhookBody, WebhookEvent } from '@askfirst/formats/webhook'
import { type Answer, serve, unpacked } from './serveA.ts'

export interface FakeWebhook {
  url: string
  stored: Map<string, WebhookEvent>
  /** the next answers, in the place of the usual 204 */
  next: (Answer & { loses?: boolean })[]
  headers: Record<string, unknown>[]
}

/** An endpoint of a site's own: it stores each id once and answers without a body. */
export async function fakeWebhook(): Promise<FakeWebhook> {
  const fake: FakeWebhook = { url: '', stored: new Map(), next: [], headers: [] }
  fake.url = await serve((call) => {
    fake.headers.push(call.headers)
    const answer = fake.next.shift()
    if (answer?.loses) return answer
    const { events } = JSON.parse(unpacked(call)) as WebhookBody
    for (const event of events) if (!fake.stored.has(event.id)) fake.stored.set(event.id, event)
    return answer ?? { status: 204 }
  })
  return fake
}
