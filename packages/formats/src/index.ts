export { eventId, visitorId } from './eventId.ts'
export type {
  Batch,
  EraseStream,
  Format,
  FormatLimits,
  Json,
  LossReason,
  Lost,
  Outcome,
  Props,
  SeqRange,
  WireChunk,
  WireEvent,
  WireRequest,
  WireResponse,
} from './format.ts'
export type { NativeChunkHead, NativeErase, NativeEventLine, NativeHead, NativeReply } from './native.ts'
export { native } from './native.ts'
export { nativeDelivery } from './nativeDelivery.ts'
export { nativeErase } from './nativeErase.ts'
export { type BatchEvent, readEvents } from './readEvents.ts'
export { readStatus } from './readStatus.ts'
export { retryAfter } from './retryAfter.ts'
export { base64url, streamName } from './streamName.ts'
