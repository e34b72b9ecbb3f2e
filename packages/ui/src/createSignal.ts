import type { Show } from './createUi.ts'
import { defineElement } from './defineElement.ts'
import { drawSignal } from './drawSignal.ts'
import { browserEnv } from './env.ts'
import { type Files, openModel } from './openModel.ts'

/** Makes the status of one build, which has its own way to load files and to open the centre. */
export function createSignal(files: Files, openCentre: (...given: Parameters<Show>) => void): Show {
  // Whoever has closed it is not told again on this page.
  let closed = false
  return (consent, config = {}, options = {}) => {
    const env = browserEnv()
    if (!env) return () => {}
    const { document } = env
    const host = defineElement(env, 'askfirst-signal')
    let stopped = false
    const body = new Promise<void>((resolve) => {
      // An async script in the head may run before there is a body.
      if (document.body) resolve()
      else document.addEventListener('DOMContentLoaded', () => resolve())
    })
    // Receipts are the centre's matter.
    const opened = openModel(env, files, consent, config, { ...options, receipts: false })
    void Promise.all([opened, body]).then(([model]) => {
      if (stopped || closed) return
      host.draw = (root) =>
        drawSignal(
          { env, host, consent, model, config, options },
          root,
          // Closing the centre is not closing the status.
          () => openCentre(consent, config, { ...options, onClose: undefined }),
          () => {
            closed = true
          },
        )
      for (const earlier of document.querySelectorAll('askfirst-signal')) earlier.remove()
      document.body.append(host)
    })
    return () => {
      stopped = true
      host.remove()
    }
  }
}
