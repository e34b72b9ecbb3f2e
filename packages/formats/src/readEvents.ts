import type { Batch, Props } from './format.ts'

/** One event of a batch with all that is known of it. */
export interface BatchEvent {
  /** `YYYY-MM-DD.<22 base64url characters>`: this destination's name of the stream */
  stream: string
  /** its number in the stream: `(stream, seq)` is the same on every retry */
  seq: number
  purpose: string
  name: string
  /** device time in ms since the Unix epoch */
  at: number
  props: Props
}

/** A batch's events, one by one and in order: for formats that do not take the stored lines as they are. */
export function readEvents({ chunks }: Pick<Batch, 'chunks'>): BatchEvent[] {
  return chunks.flatMap(({ stream, purpose, seq, at: since, lines }) =>
    (lines ? lines.split('\n') : []).map((line, n) => {
      const { name, at, props = {} } = JSON.parse(line) as { name: string; at: number; props?: Props }
      return { stream, seq: seq + n, purpose, name, at: since + at, props }
    }),
  )
}
