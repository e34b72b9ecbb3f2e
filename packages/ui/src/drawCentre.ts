import type { Decision, Purpose, Stop } from '@askfirst/consent'
import { announce } from './announce.ts'
import { button } from './button.ts'
import { centreRow } from './centreRow.ts'
import type { Drawing } from './drawing.ts'
import { keepPageVisible } from './keepPageVisible.ts'
import { type Make, makeElement } from './makeElement.ts'
import { focused, returnFocus } from './returnFocus.ts'
import { shownIn } from './shown.ts'
import { dress } from './style.ts'

/**
 * Draws the preference centre: a modal dialog with one switch a purpose. Escape closes it and saves nothing.
 *
 * @param fallback has the focus once the centre is gone, if its opener is gone as well
 */
export function drawCentre(drawing: Drawing, root: ShadowRoot, fallback?: Element | null): Stop {
  const { env, host, consent, model, options } = drawing
  const { document } = env
  const { say } = model
  const make = makeElement(document)
  const before = focused(document)
  const update = (): void => {
    for (const row of rows) row.update()
    const takesBack = rows.some(({ takesBack }) => takesBack())
    const overrides = rows.some(({ overrides }) => overrides())
    save.textContent = say(overrides ? (takesBack ? 'save' : 'signalOverride') : takesBack ? 'stop' : 'save')
    eraser.hidden = !model.purposes().some(({ on }) => on)
    signal.hidden = !model.signal()
    receipts.hidden = options.receipts === false || !consent.snapshot().seq
  }
  const rows = model.purposes().map(({ id }, i) => centreRow(make, model, id, i, () => update()))
  const chosen = (): Record<Purpose, Decision> => Object.assign({}, ...rows.map(({ decision }) => decision()))

  const decide = (decisions: Readonly<Record<Purpose, Decision>>, erase = false): void => {
    const overSignal = rows.some(({ overrides }) => overrides())
    const { takesBack, told } = model.decide(
      decisions,
      { ...(overSignal && { overSignal }), ...(erase && { erase }) },
      shownIn(root, 'centre-save', 'centre'),
    )
    // What the browser's signal denies after all is asked again, with the conflict in sight.
    const overruled = rows.filter((row) => row.overruled(decisions))
    for (const row of rows) row.settle(overruled.includes(row))
    update()
    if (takesBack) {
      report.replaceChildren()
      void told.then((sentences) => {
        report.append(...[say('saved'), ...sentences].map((sentence) => make('p', '', {}, sentence)))
        text.scrollTop = 0
      })
    } else if (!overruled.length) {
      dialog.close()
      announce(env, model, say('saved'))
    }
  }
  const save = button(make, 'save', 'save', '', () => decide(chosen()))
  const eraser = button(make, 'erase', 'erase', say('stopAndErase'), () =>
    decide(rows.some(({ takesBack }) => takesBack()) ? chosen() : model.reject(), true),
  )
  const signal = make('p', 'note signal', {}, say('signalHonoured'))
  const receipts = receiptButtons(drawing, make)
  const report = make('div', 'report', { role: 'status' })
  const text = make(
    'div',
    'text',
    {},
    report,
    make('p', '', {}, say('centreLead')),
    signal,
    ...model.changes().map((sentence) => make('p', 'note', {}, sentence)),
    ...rows.map(({ element }) => element),
    receipts,
  )
  const close = button(make, 'close', 'close', say('close'), () => dialog.close())
  const dialog = centreDialog(drawing, make, decide, text, [save, eraser, close])
  dialog.addEventListener('close', () => {
    if (!host.isConnected) return
    host.remove()
    returnFocus(document, before, fallback)
    options.onClose?.()
  })
  dress(env, root, ':host{all:initial!important;display:contents!important}')
  root.replaceChildren(dialog)
  update()
  dialog.showModal()
  const stops = [keepPageVisible(env, dialog, text), consent.subscribe(update)]
  return () => {
    for (const stop of stops) stop()
  }
}

function centreDialog(
  { model, config }: Drawing,
  make: Make,
  decide: (decisions: Readonly<Record<Purpose, Decision>>) => void,
  text: HTMLElement,
  further: readonly HTMLElement[],
): HTMLDialogElement {
  const { say, locale, dir, accept, purposes, reject } = model
  return make(
    'dialog',
    `ui centre ${config.banner?.theme ?? 'auto'}`,
    { lang: locale, dir, 'aria-labelledby': 'title' },
    make('h2', 'title', { id: 'title', tabindex: '-1', autofocus: '' }, say('centreTitle')),
    text,
    make(
      'div',
      'choice',
      {},
      button(make, 'accept', 'decide', say('accept'), () => decide(accept(purposes()))),
      button(make, 'reject', 'decide', say('reject'), () => decide(reject())),
    ),
    make('div', 'choice', {}, ...further),
  )
}

function receiptButtons({ env, model }: Drawing, make: Make): HTMLElement {
  const receipt = (key: 'receipt' | 'receiptPrint', act: 'download' | 'print'): HTMLElement =>
    button(
      make,
      key,
      'receipt',
      model.say(key),
      () => void model.receipts.then((kept) => kept?.[act](env.document)),
    )
  return make('div', 'choice receipts', {}, receipt('receipt', 'download'), receipt('receiptPrint', 'print'))
}
