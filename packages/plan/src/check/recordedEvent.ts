/** An event as a page tracked it, before any plan: what a recording keeps one of per line. */
export interface RecordedEvent {
  readonly name: string
  readonly props?: Readonly<Record<string, unknown>>
}
