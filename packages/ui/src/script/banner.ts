import { createUi, type Show } from '../createUi.ts'
import { load } from './load.ts'
import { scriptFiles } from './scriptFiles.ts'

const ui: Record<'showBanner' | 'openCentre', Show> = createUi(scriptFiles, (config, root, stop) => {
  // Not on 127.0.0.1, where tests look at what a page asks for.
  if (!/^(.+\.)?localhost$/.test(root.ownerDocument.location.hostname)) return
  load<typeof import('./check.ts')>('check').then(
    ({ check }) => check(config, root, stop),
    () => undefined,
  )
})

export const showBanner: Show = ui.showBanner
export const openCentre: Show = ui.openCentre
