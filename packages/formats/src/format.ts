/** A value that JSON can hold. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json }

/** The properties of one event, after plan and scrub. */
export type Props = Record<string, Json>

/** Seq numbers `[first, last]`, both included. */
export type SeqRange = [first: number, last: number]

/**
 * Why an event did not arrive. One word per way that an event can end, used by `inspect()`,
 * by `lost` on the wire and by the collector's gap report.
 */
export type LossReason =
  /** the purpose was denied, or withdrawn while the event waited */
  | 'denied'
  /** the visitor had not chosen yet and `beforeChoice` is `drop`, or the hold was full or too old */
  | 'undecided'
  /** the tracking plan does not declare the event, or the call was malformed */
  | 'invalid'
  /** `beforeSend` returned nothing, or threw */
  | 'filtered'
  /** the queue was full by count or bytes */
  | 'queue_full'
  /** older than the queue keeps */
  | 'too_old'
  /** larger than the collector takes, alone */
  | 'too_large'
  /** the collector refused it */
  | 'refused'
  /** the device could not write or resolve it */
  | 'storage'
  /** it was sent, no answer came, and its collector could not tell a repetition */
  | 'unanswered'

/** What the client dropped after the events had got their numbers. */
export interface Lost {
  reason: LossReason
  ranges: SeqRange[]
}

/** One event as a format sees it. */
export interface WireEvent {
  seq: number
  name: string
  /** milliseconds since the Unix epoch, the device's clock */
  at: number
  props: Props
}

/** Some consecutive events of one stream. */
export interface WireChunk {
  /** `YYYY-MM-DD.<22 base64url characters>`: this destination's name of the stream */
  stream: string
  purpose: string
  /** number of the first event */
  seq: number
  /** number of events; 0 for a chunk that only reports `lost` or `end` */
  count: number
  /** device time in ms that the events' times count from */
  at: number
  /** one JSON object a line: `{"name":…,"at":<ms after chunk.at>,"props":{…}}`; numbers rise by 1 from `seq` */
  lines: string
  lost?: Lost[] | undefined
  /** how many numbers the stream has given out in all; present when the stream has ended */
  end?: number
}

/** What is sent in one request. */
export interface Batch {
  /** public key of the site, checked by the collector */
  site: string
  /** device time in ms at which the request is built: the collector corrects clock skew by it */
  sentAt: number
  chunks: WireChunk[]
}

export interface WireRequest {
  url: string
  method: 'POST'
  headers: Record<string, string>
  body: string
  /** whether the collector accepts a gzip body under the same headers */
  gzip: boolean
}

export interface WireResponse {
  /** 0 for a redirect, which is never followed: events go to the configured address alone */
  status: number
  /** `Retry-After` as received, or null */
  retryAfter: string | null
  body: string
  /** A header of the answer; from another origin only what that exposes. */
  header?(name: string): string | null
}

/** What became of a batch. 2xx is not "stored": each format reads its collector's own words. */
export type Outcome =
  | { kind: 'accepted' }
  /** the batch is settled, but the collector refused some of its events */
  | { kind: 'acceptedWithDrops'; drops: number }
  /** try the same batch again, not before `after` ms from now where the collector said so */
  | { kind: 'retry'; after?: number | undefined }
  /** nobody knows whether the batch was stored: no answer came, or one that a proxy may have given */
  | { kind: 'unknown'; after?: number | undefined }
  /** too large: try again in smaller parts */
  | { kind: 'split' }
  /** the collector will never take this batch */
  | { kind: 'drop'; reason: LossReason }
  /** the destination will not take anything: stop until the page is loaded again */
  | { kind: 'stop'; reason: string }

export interface FormatLimits {
  /** events in one request */
  events: number
  /** bytes of one request's body, before compression */
  bytes: number
}

/** What names a stream to whoever stored its events: only the device that sent them has the secret. */
export interface EraseStream {
  /** `YYYY-MM-DD` */
  day: string
  /** 22 base64url characters */
  secret: string
}

/** A collector's wire format: pure functions, so that they run in a page, a worker and Node alike. */
export interface Format {
  readonly name: string
  readonly limits: FormatLimits
  /** whether the collector recognises an event that it has seen before */
  readonly dedupe: 'id' | 'none'
  /**
   * What becomes of a batch after an `unknown` outcome where `dedupe` is `none`: it is counted as lost, or sent again
   * and perhaps counted twice by the collector; default: `'drop'`
   */
  readonly onUnknown?: 'drop' | 'resend' | undefined
  /**
   * Builds the request for a batch; undefined where the batch holds nothing that the collector has a place for, and
   * with `pageEnd` where it takes no request that a browser sends without a preflight (Fetch standard, CORS-safelisted
   * content types): a preflight does not finish while a page goes away.
   */
  encode(batch: Batch, options: { pageEnd: boolean }): WireRequest | undefined
  read(response: WireResponse, now: number): Outcome
  /**
   * Builds the request that erases what was sent; left out where the collector can't erase by stream. Done is what
   * is answered 200 with JSON or nothing.
   */
  erase?(site: string, streams: readonly EraseStream[]): WireRequest
}
