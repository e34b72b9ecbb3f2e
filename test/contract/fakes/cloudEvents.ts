import { CloudEvent, HTTP } from 'cloudevents'
import { type Reply, type Served, serve } from './serveC.ts'

/** A receiver of CloudEvents by HTTP, in batches or one by one. */
export interface FakeCloudEvents extends Served {
  events: CloudEvent<unknown>[]
  /** whether it has been taken out of service for good */
  gone: boolean
}

/**
 * It reads with the CloudEvents SDK, refuses a batch whole where one event is invalid, and stores what has the source
 * and id of another once. `plain` makes it take a batch as `text/plain`.
 */
export async function fakeCloudEvents(plain: boolean): Promise<FakeCloudEvents> {
  const events: CloudEvent<unknown>[] = []
  const seen = new Set<string>()
  const fake: FakeCloudEvents = Object.assign(
    await serve(({ method, headers, body }): Reply => {
      if (fake.gone) return { status: 410 }
      if (method !== 'POST') return { status: 405 }
      const type = headers['content-type'] ?? ''
      const batch =
        type.startsWith('application/cloudevents-batch+json') || (plain && /^text\/plain\b/.test(type))
      if (!batch && !type.startsWith('application/cloudevents+json')) return { status: 415 }
      try {
        const mode = batch ? 'application/cloudevents-batch+json' : 'application/cloudevents+json'
        const read = HTTP.toEvent<unknown>({ headers: { 'content-type': mode }, body })
        const valid = (Array.isArray(read) ? read : [read]).map((one) => new CloudEvent<unknown>(one, true))
        for (const event of valid) {
          const key = `${event.source} ${event.id}`
          if (!seen.has(key)) events.push(event)
          seen.add(key)
        }
      } catch (error) {
        return { status: 400, body: String(error) }
      }
      return { status: 204 }
    }),
    { events, gone: false },
  )
  return fake
}
