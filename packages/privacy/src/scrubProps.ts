import { runPass } from './runPass.ts'
import type { Props, ScrubCounts, ScrubOptions } from './scrubOptions.ts'

/**
 * A plain JSON copy of `props` without fields whose key names personal data, and with every string, key and large
 * number left put through the detectors. The input is not changed. Never throws: what can't be read is dropped.
 *
 * @param counts is added to: `key`, `deep`, `long`, `unreadable`, and finds by type
 */
export function scrubProps(
  props: Readonly<Record<string, unknown>>,
  counts: ScrubCounts,
  options: ScrubOptions,
): Props {
  // Wrapped, so that even a root that throws is one unreadable field.
  return runPass<{ all?: Props }>('value', { all: props }, counts, options).all ?? {}
}
