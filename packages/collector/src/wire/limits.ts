/** Bounds of one request. The SDK's batches (500 events, 256 kB of text) stay well inside. */
export const limits = {
  /** bytes of a body as received */
  bodyBytes: 512_000,
  /** bytes of a body after gzip */
  textBytes: 1_024_000,
  /** lines of a body: heads and events */
  lines: 2_000,
  /** bytes of one event line */
  eventBytes: 32_768,
  /** characters of an event's name */
  nameLength: 128,
  /** characters of a purpose */
  purposeLength: 64,
  /** nesting of `props`, the object itself counted */
  propsDepth: 8,
  /** values of `props`, at every depth */
  propsNodes: 1_000,
  /** characters of one property key */
  keyLength: 256,
  /** numbers that one stream can give out: a page load and a purpose */
  seq: 10_000_000,
  /** how far an event may lie from its chunk's time, in ms: 30 days */
  offset: 2_592_000_000,
  /** ranges in one chunk's `lost` */
  lostRanges: 1_000,
  /** streams in one erase request */
  eraseStreams: 8_000,
  /** bytes of a consent receipt with its site */
  receiptBytes: 16_384,
} as const
