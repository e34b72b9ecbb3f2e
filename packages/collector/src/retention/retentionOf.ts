import { DURATION, type Duration, daysOf, fieldViews, type PlanJson, planFromJson } from '@askfirst/plan'

/** How long a site's data is kept where neither it nor its plan says: what the CNIL takes as the most for measurement. */
const RETENTION: Duration = '25mo'

/** What a site says of how long its events are kept. */
export interface KeptFor {
  /**
   * how long events are kept that `plan` does not name, such as `90d` (default `25mo`); then only their numbers are
   * left. Whole days in UTC: what is over goes within a day
   */
  retention?: Duration
  /** the tracking plan as JSON: its events and fields are kept as long as it says */
  plan?: PlanJson
}

/** How many days the events of a site are kept. */
export interface Retention {
  /** of events that `events` does not name */
  rest: number
  events: ReadonlyMap<string, number>
  /** properties that go before their event; without `event` those of any that says nothing of its own */
  fields: readonly { event: string | undefined; field: string; days: number; except: readonly string[] }[]
}

/**
 * What a site's `retention` and `plan` say, in days.
 *
 * @throws Error of a bad duration, AskfirstError of a bad plan, with the fix
 */
export function retentionOf({ retention = RETENTION, plan }: KeptFor): Retention {
  if (!new RegExp(DURATION).test(retention))
    throw new Error(`\`retention\` is ${JSON.stringify(retention)}: write a duration, such as "90d"`)
  const json = plan === undefined ? {} : planFromJson(plan).source
  const events = Object.entries(json.events ?? {}).flatMap(([name, event]) =>
    event.retention ? [[name, daysOf(event.retention)] as const] : [],
  )
  const views = fieldViews(json)
  const fields = views.flatMap(({ event, field, said }) => {
    if (typeof said !== 'object' || !said.retention) return []
    const own = event === undefined ? views.filter((other) => other.field === field) : []
    const except = own.flatMap((other) => other.event ?? [])
    return [{ event, field, days: daysOf(said.retention), except }]
  })
  return { rest: daysOf(retention), events: new Map(events), fields }
}

/** The longest that anything is kept. */
export function longest({ rest, events }: Retention): number {
  return Math.max(rest, ...events.values())
}

/** The shortest that any event is kept. */
export function shortest({ rest, events }: Retention): number {
  return Math.min(rest, ...events.values())
}
