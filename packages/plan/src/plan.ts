/**
 * What happens to a field before it leaves:
 * `keep` it (detectors still look at its value), `drop` it, or `hash` it with a keyed HMAC-SHA-256 whose key
 * never leaves the device.
 */
export type Treatment = 'keep' | 'drop' | 'hash'

/** One declared event. */
export interface PlannedEvent {
  /** purpose that the visitor must have granted; `measurement` unless said */
  purpose?: string
  /** the only properties that leave, each with its treatment */
  props?: Readonly<Record<string, Treatment>>
}

/** The tracking plan: what may leave the device, and how. */
export interface Plan<Events extends Record<string, PlannedEvent> = Record<string, PlannedEvent>> {
  /** The declared events. With this member present, nothing undeclared leaves. */
  readonly events?: Events
  /** Treatments of fields by name, in every event that does not say otherwise. */
  readonly fields?: Readonly<Record<string, Treatment>>
}

/** Names of the events that a plan declares, or any name where it declares none. */
export type EventName<P extends Plan> =
  P extends Plan<infer Events> ? (string extends keyof Events ? string : keyof Events & string) : string

/** Properties that an event of a plan may have. */
export type EventProps<P extends Plan, Name extends string> =
  P extends Plan<infer Events>
    ? string extends keyof Events
      ? Record<string, unknown>
      : Name extends keyof Events
        ? { [Key in keyof NonNullable<Events[Name]['props']>]?: unknown }
        : never
    : Record<string, unknown>
