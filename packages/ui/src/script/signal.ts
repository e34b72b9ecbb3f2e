import { createSignal } from '../createSignal.ts'
import type { Show } from '../createUi.ts'
import { load } from './load.ts'
import { scriptFiles } from './scriptFiles.ts'

export const showSignal: Show = createSignal(scriptFiles, (...given) => {
  load<typeof import('./banner.ts')>('banner').then(
    ({ openCentre }) => openCentre(...given),
    (error) => console.error(error),
  )
})
