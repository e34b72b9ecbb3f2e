export const TAG_BYTES = 16

/** What the tabs of the world have sealed: it stands there as it is, before its tag, for the world to read. */
export function readSealed(sealed: ArrayBuffer): Uint8Array {
  return new Uint8Array(sealed, 0, sealed.byteLength - TAG_BYTES)
}
