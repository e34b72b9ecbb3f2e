import type { Core } from './core.ts'

/** Notes the newest decision, once what is stored has been read. */
export function hear(core: Pick<Core, 'consent' | 'heard'>): void {
  const { reason, seq } = core.consent.snapshot()
  if (reason !== 'reading-record') core.heard = seq
}
