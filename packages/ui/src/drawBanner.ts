import type { Stop } from '@askfirst/consent'
import { ANNOUNCE_AFTER_MS, announce } from './announce.ts'
import { button } from './button.ts'
import { decidedSince } from './decidedSince.ts'
import type { Drawing } from './drawing.ts'
import { firstLayer } from './firstLayer.ts'
import { hostStyle } from './hostStyle.ts'
import { keepPageVisible } from './keepPageVisible.ts'
import { type Make, makeElement } from './makeElement.ts'
import { focused, returnFocus } from './returnFocus.ts'
import { shownIn } from './shown.ts'
import { dress } from './style.ts'

/** What the banner's shadow root holds. */
interface Content {
  region: HTMLElement
  /** scrolls where the screen is small; the choice below it never does */
  text: HTMLElement
  choice: HTMLElement
  status: HTMLElement
}

/**
 * Draws the banner: a region that comes first for the keyboard and traps nothing, or a modal dialog whose Escape is a no.
 *
 * @param choose opens the centre; the focus goes to the element given once the banner is gone
 */
export function drawBanner(
  drawing: Drawing,
  root: ShadowRoot,
  choose: (before: Element | null) => void,
): Stop {
  const { env, host, consent, model, config, options } = drawing
  const { window, document } = env
  const { layout = 'bar', position } = config.banner ?? {}
  const make = makeElement(document)
  const opened = consent.snapshot()
  let before = focused(document)
  let decided = false

  const close = (): void => {
    if (!host.isConnected) return
    const held = document.activeElement === host
    host.remove()
    if (held) returnFocus(document, before)
    options.onClose?.()
  }
  const decide = (how: 'accept' | 'reject'): void => {
    decided = true
    const { takesBack, told } = model.decide(model[how](), {}, shownIn(root, `banner-${how}`, layout))
    if (takesBack) return tell(told)
    close()
    announce(env, model, model.say('saved'))
  }
  const content = bannerContent(drawing, make, decide, () => choose(before))
  const { region, text, choice, status } = content
  /** What has been taken back is told in the banner's place, until the visitor closes it. */
  const tell = (told: Promise<string[]>): void => {
    const report = make('div', 'report', { role: 'status' })
    const done = button(make, 'close', 'close', '✕', close)
    done.ariaLabel = model.say('close')
    text.replaceChildren(make('h2', 'title', { id: 'title' }, model.say('saved')), report)
    choice.replaceChildren(done)
    region.focus({ preventScroll: true })
    void told.then((sentences) => report.append(...sentences.map((sentence) => make('p', '', {}, sentence))))
  }

  dress(env, root, hostStyle(config.banner ?? {}, model.dir))
  root.replaceChildren(region)
  const remember = ({ relatedTarget }: FocusEvent): void => {
    // Null while the focus moves inside: targets in the shadow root are not told to the host.
    if (relatedTarget) before = relatedTarget as Element
  }
  host.addEventListener('focusin', remember)
  const edge = position?.startsWith('top') ? 'start' : 'end'
  let timer: number | undefined
  const stops = [
    () => host.removeEventListener('focusin', remember),
    () => window.clearTimeout(timer),
    keepPageVisible(env, region, text, layout === 'dialog' ? undefined : edge),
    consent.subscribe((now) => {
      if (!decided && decidedSince(opened, now)) close()
    }),
  ]
  if (layout === 'dialog') {
    region.addEventListener('cancel', (event) => {
      event.preventDefault()
      if (decided) close()
      else decide('reject')
    })
    ;(region as HTMLDialogElement).showModal()
  }
  // Moving the focus there has the banner read out already.
  if (options.focus || layout === 'dialog') region.focus({ preventScroll: true })
  else
    timer = window.setTimeout(() => {
      status.textContent = model.say('announcement')
    }, ANNOUNCE_AFTER_MS)
  return () => {
    for (const stop of stops) stop()
  }
}

function bannerContent(
  { model, config }: Drawing,
  make: Make,
  decide: (how: 'accept' | 'reject') => void,
  choose: () => void,
): Content {
  const { say, privacyUrl, locale, dir } = model
  const outcome = make('p', 'outcome', {}, say('outcome'))
  if (privacyUrl) outcome.append(' ', make('a', 'link', { href: privacyUrl }, say('privacy')))
  const text = make(
    'div',
    'text',
    {},
    make('h2', 'title', { id: 'title' }, say('title')),
    ...model.changes().map((sentence) => make('p', 'note', {}, sentence)),
    make('p', '', {}, say('lead')),
    make('ul', 'purposes', {}, ...firstLayer(model).map((line) => make('li', '', {}, line))),
    outcome,
  )
  const choice = make(
    'div',
    'choice',
    {},
    button(make, 'accept', 'decide', say('accept'), () => decide('accept')),
    button(make, 'reject', 'decide', say('reject'), () => decide('reject')),
    button(make, 'choose', 'choose', say('choose'), choose),
  )
  const status = make('div', 'status', { role: 'status' })
  const { layout = 'bar', theme = 'auto' } = config.banner ?? {}
  const modal = layout === 'dialog'
  const region = make(
    modal ? 'dialog' : 'section',
    `ui banner ${layout} ${theme}`,
    { lang: locale, dir, tabindex: '-1', 'aria-labelledby': 'title', ...(!modal && { role: 'region' }) },
    text,
    choice,
    status,
  )
  return { region, text, choice, status }
}
