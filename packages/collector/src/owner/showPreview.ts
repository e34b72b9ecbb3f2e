import { byId } from '../dashboard/element.ts'
import type { Draft } from './draft.ts'
import { type PreviewMessage, READY } from './previewMessage.ts'
import { faultOf } from './showChange.ts'

/** ms without a key before the banner is shown anew, so that nobody's writing is followed letter by letter */
const SETTLE = 150

/** Shows the draft in both frames, as wide as the screens that they stand for and scaled to the room there is. */
export function showPreview(draft: Draft): void {
  const frames = ['phone', 'desktop'].map((id) => byId<HTMLIFrameElement>(id))
  const ready = new Set<MessageEventSource>()
  let shown = draft.config
  let timer: ReturnType<typeof setTimeout> | undefined
  const send = (): void => {
    const part = byId<HTMLInputElement>('part-centre').checked ? 'centre' : 'banner'
    // Half a configuration, while its owner writes, shows nothing: the last whole one stays.
    if (!faultOf(draft.config)) shown = draft.config
    const message: PreviewMessage = { config: shown, language: draft.language, part }
    for (const { contentWindow } of frames)
      if (contentWindow && ready.has(contentWindow)) contentWindow.postMessage(message, location.origin)
  }
  addEventListener('message', ({ origin, source, data }) => {
    if (origin !== location.origin || data !== READY || !source) return
    ready.add(source)
    send()
  })
  draft.subscribe(() => {
    clearTimeout(timer)
    timer = setTimeout(send, SETTLE)
  })
  for (const id of ['part-banner', 'part-centre', 'again']) byId(id).addEventListener('click', send)
  for (const frame of frames) {
    // Not before somebody listens: a frame says once that it is ready.
    frame.src = 'owner/preview'
    scale(frame)
  }
}

function scale(frame: HTMLIFrameElement): void {
  const screen = frame.parentElement!
  new ResizeObserver(() => {
    // Through the object model: a style attribute would be refused by the page's policy.
    frame.style.transform = `scale(${screen.clientWidth / frame.offsetWidth})`
  }).observe(screen)
}
