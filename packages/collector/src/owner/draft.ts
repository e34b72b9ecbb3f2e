import type { ConsentConfig } from '@askfirst/consent/config'

/** The configuration as its owner is writing it. */
export interface Draft {
  readonly config: ConsentConfig
  /** the language that is edited and shown, BCP 47 */
  readonly language: string
  /** Takes a change. `redraw` where the fields themselves are others now. */
  change(next: Partial<Pick<Draft, 'config' | 'language'>>, redraw?: boolean): void
  subscribe(listener: (draft: Draft, redraw: boolean) => void): void
}

export function createDraft(config: ConsentConfig, language: string): Draft {
  const listeners: ((draft: Draft, redraw: boolean) => void)[] = []
  let now = { config, language }
  const draft: Draft = {
    get config() {
      return now.config
    },
    get language() {
      return now.language
    },
    change: (next, redraw = false) => {
      now = { ...now, ...next }
      for (const listener of listeners) listener(draft, redraw)
    },
    subscribe: (listener) => void listeners.push(listener),
  }
  return draft
}
