import type { ConsentModel } from './consentModel.ts'
import { defineElement } from './defineElement.ts'
import type { Env } from './env.ts'
import { makeElement } from './makeElement.ts'
import { dress } from './style.ts'

/** Live regions are read out only if they were in the page before their text. */
export const ANNOUNCE_AFTER_MS = 150
const GONE_AFTER_MS = 4_000

/** Has a screen reader say, once and politely, what a banner or centre that is gone has done. */
export function announce(env: Env, { locale, dir }: ConsentModel, text: string): void {
  const { window, document } = env
  const host = defineElement(env, 'askfirst-status')
  host.draw = (root) => {
    dress(env, root, ':host{all:initial!important}')
    const status = makeElement(document)('div', 'status', { role: 'status', lang: locale, dir })
    root.replaceChildren(status)
    const said = window.setTimeout(() => status.append(text), ANNOUNCE_AFTER_MS)
    const gone = window.setTimeout(() => host.remove(), GONE_AFTER_MS)
    return () => {
      window.clearTimeout(said)
      window.clearTimeout(gone)
    }
  }
  document.body.append(host)
}
