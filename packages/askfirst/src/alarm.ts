import type { Env } from './environment.ts'

/** One timer at a time. */
export interface Alarm {
  /** Rings in `ms`, and not when it was to before. */
  set(ms: number): void
  clear(): void
  isSet(): boolean
}

export function createAlarm({ timer }: Pick<Env, 'timer'>, ring: () => void): Alarm {
  let stop: ReturnType<Env['timer']> | undefined
  const clear = (): void => {
    stop?.()
    stop = undefined
  }
  return {
    set: (ms) => {
      clear()
      stop = timer(() => {
        stop = undefined
        ring()
      }, ms)
    },
    clear,
    isSet: () => !!stop,
  }
}
