import type { ConsentChoices, Stop } from '@askfirst/consent'
import type { ConsentConfig } from '@askfirst/consent/config'
import type { ConsentModel } from './consentModel.ts'
import { defineElement } from './defineElement.ts'
import type { Drawing } from './drawing.ts'
import { drawBanner } from './drawBanner.ts'
import { drawCentre } from './drawCentre.ts'
import { browserEnv } from './env.ts'
import { type Files, openModel } from './openModel.ts'
import type { UiOptions } from './uiOptions.ts'

/** Shows something until the visitor has chosen; what it returns takes it away without a decision. */
export type Show = (consent: ConsentChoices, config?: Partial<ConsentConfig>, options?: UiOptions) => Stop

/** Looks at configuration and drawn buttons, on a developer's machine only; `stop` takes them away. */
export type Check = (config: Partial<ConsentConfig>, root: ShadowRoot, stop: Stop) => void

type Draw = (drawing: Drawing, root: ShadowRoot) => Stop

/** Makes banner and centre of one build, which has its own way to load files and to check. */
export function createUi(files: Files, check: Check): Record<'showBanner' | 'openCentre', Show> {
  const put = (tag: string, given: Omit<Drawing, 'host'>, draw: Draw): Stop => {
    const { env, config } = given
    const { document } = env
    const host = defineElement(env, tag)
    host.draw = (root) => draw({ ...given, host }, root)
    const add = (): void => {
      for (const earlier of document.querySelectorAll(tag)) earlier.remove()
      document.body.prepend(host)
      check(config, host.shadowRoot!, () => host.remove())
    }
    if (document.body) add()
    // An async script in the head may run before there is a body.
    else document.addEventListener('DOMContentLoaded', add)
    return () => {
      document.removeEventListener('DOMContentLoaded', add)
      host.remove()
    }
  }
  const centre = (given: Omit<Drawing, 'host'>, before?: Element | null): Stop =>
    put('askfirst-centre', given, (drawing, root) => drawCentre(drawing, root, before))
  const banner = (given: Omit<Drawing, 'host'>): Stop =>
    put('askfirst-banner', given, (drawing, root) =>
      drawBanner(drawing, root, (before) => {
        // Closing the centre is not closing the banner.
        centre({ ...given, options: { ...given.options, onClose: undefined } }, before)
      }),
    )

  const show =
    (put: (given: Omit<Drawing, 'host'>) => Stop): Show =>
    (consent, config = {}, options = {}) => {
      const env = browserEnv()
      if (!env) return () => {}
      let stopped = false
      let stop: Stop | undefined
      const begin = (model: ConsentModel): void => {
        if (!stopped) stop = put({ env, consent, model, config, options })
      }
      const model = openModel(env, files, consent, config, options)
      // What has its words is there in this task: nothing flashes.
      if (model instanceof Promise) void model.then(begin)
      else begin(model)
      return () => {
        stopped = true
        stop?.()
      }
    }
  return { showBanner: show(banner), openCentre: show(centre) }
}
