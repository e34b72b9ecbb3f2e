import type { Stop } from '@askfirst/consent'
import { ANNOUNCE_AFTER_MS } from './announce.ts'
import { button } from './button.ts'
import type { Drawing } from './drawing.ts'
import { hostStyle } from './hostStyle.ts'
import { keepPageVisible } from './keepPageVisible.ts'
import { makeElement } from './makeElement.ts'
import { focused, returnFocus } from './returnFocus.ts'
import { signalStands } from './signalStands.ts'
import { dress } from './style.ts'

/**
 * Draws the status in a corner of the window. It takes no focus, waits while a banner is there, and goes by itself when
 * it is no longer true.
 *
 * @param choose opens the centre
 * @param closed called when the visitor has closed it
 */
export function drawSignal(drawing: Drawing, root: ShadowRoot, choose: () => void, closed: () => void): Stop {
  const { env, host, consent, model, config, options } = drawing
  const { window, document } = env
  const { say, locale, dir } = model
  const make = makeElement(document)
  let before = focused(document)
  let keeping: Stop | undefined

  const leave = (): void => {
    const held = document.activeElement === host
    host.remove()
    if (held) returnFocus(document, before)
    options.onClose?.()
  }
  const close = button(make, 'close', 'close', '✕', () => {
    closed()
    leave()
  })
  close.ariaLabel = say('close')
  // Read out only because it is in the page before its text.
  const text = make('p', 'text', { role: 'status', id: 'text' })
  const choice = make('div', 'choice', {}, button(make, 'choose', 'choose', say('choose'), choose), close)
  const region = make(
    'section',
    `ui signal ${config.banner?.theme ?? 'auto'} status`,
    { part: 'signal', lang: locale, dir, 'aria-labelledby': 'text' },
    text,
    choice,
  )
  choice.hidden = true
  const update = (): void => {
    if (!signalStands(consent.snapshot(), options.rules?.signal)) {
      leave()
      return
    }
    const waits = document.querySelector('askfirst-banner') !== null
    region.classList.toggle('status', waits)
    choice.hidden = waits
    if (waits !== !keeping) {
      text.textContent = waits ? '' : say('signalHonoured')
      keeping?.()
      keeping = waits ? undefined : keepPageVisible(env, region, text, 'end')
    }
  }
  dress(env, root, hostStyle({ layout: 'box', position: 'bottom-start' }, dir))
  root.replaceChildren(region)
  // At the document, where a target inside the host is the host.
  const remember = ({ target }: FocusEvent): void => {
    if (target !== host) before = target as Element
  }
  document.addEventListener('focusin', remember)
  const timer = window.setTimeout(update, ANNOUNCE_AFTER_MS)
  const banners = new window.MutationObserver(update)
  banners.observe(document.body, { childList: true })
  const unsubscribe = consent.subscribe(update)
  return () => {
    document.removeEventListener('focusin', remember)
    window.clearTimeout(timer)
    banners.disconnect()
    unsubscribe()
    keeping?.()
  }
}
