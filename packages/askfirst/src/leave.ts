import type { Core } from './core.ts'

/** Longer than another page leaves it to this one, it is not waited for. */
const READING_MS = 3_000

/** Does the work at once, or, where what was sent is being erased, when what names it has been read, here or there. */
export async function leave<Result>(
  { env, consent, erasing }: Pick<Core, 'env' | 'consent' | 'erasing'>,
  work: () => Promise<Result>,
): Promise<Result> {
  const ms = erasing ? READING_MS : consent.erasingFor()
  if (ms)
    await new Promise<unknown>((done) => {
      const stop = env.timer(() => done(ms), ms)
      const read = (): void => {
        stop()
        done(ms)
      }
      erasing?.then(read, read)
    })
  return work()
}
