import { type NativeFormat, nativeDelivery } from './nativeDelivery.ts'
import { nativeErase } from './nativeErase.ts'

export type { NativeChunkHead, NativeEventLine, NativeHead, NativeReply } from './nativeDelivery.ts'
export type { NativeErase } from './nativeErase.ts'

/**
 * The format of Askfirst's own collector: newline-delimited JSON as `text/plain` (no preflight), which the
 * device stores as it sends, so that nothing is encoded twice. One head line, then for each chunk a chunk head
 * and its event lines.
 */
export function native(endpoint: string): NativeFormat {
  return { ...nativeDelivery(endpoint), erase: nativeErase(endpoint) }
}
