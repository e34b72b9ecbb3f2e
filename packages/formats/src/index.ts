export type {
  Batch,
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
export type { NativeChunkHead, NativeEventLine, NativeHead, NativeReply } from './native.ts'
export { native } from './native.ts'
export { retryAfter } from './retryAfter.ts'
export { streamName } from './streamName.ts'
