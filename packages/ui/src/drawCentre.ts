import type { Decision, Purpose, Stop } from '@askfirst/consent'
import { announce } from './announce.ts'
import { button } from './button.ts'
import { centreRow } from './centreRow.ts'
import type { Drawing } from './drawing.ts'
import { keepPageVisible } from './keepPageVisible.ts'
import { makeElement } from './makeElement.ts'
import { focused, returnFocus } from './returnFocus.ts'
import { dress } from './style.ts'

/**
 * Draws the preference centre: a modal dialog with one switch a purpose. Escape closes it and saves nothing.
 *
 * @param fallback has the focus once the centre is gone, if its opener is gone as well
 */
export function drawCentre(drawing: Drawing, root: ShadowRoot, fallback?: Element | null): Stop {
  const { env, host, consent, model, config, options } = drawing
  const { document } = env
  const { say, locale, dir } = model
  const make = makeElement(document)
  const before = focused(document)
  const update = (): void => {
    for (const row of rows) row.update()
    const takesBack = rows.some(({ takesBack }) => takesBack())
    const overrides = rows.some(({ overrides }) => overrides())
    save.textContent = say(overrides ? (takesBack ? 'save' : 'signalOverride') : takesBack ? 'stop' : 'save')
    erase.hidden = !model.purposes().some(({ on }) => on)
    signal.hidden = !model.signal()
  }
  const rows = model.purposes().map(({ id }, i) => centreRow(make, model, id, i, () => update()))
  const chosen = (): Record<Purpose, Decision> => Object.assign({}, ...rows.map(({ decision }) => decision()))

  const decide = (decisions: Readonly<Record<Purpose, Decision>>, withErasure = false): void => {
    const takesBack = model.purposes().some(({ id, on }) => on && decisions[id] === 'denied')
    const done = model.decide(decisions, {
      ...(rows.some(({ overrides }) => overrides()) && { overSignal: true }),
      ...(withErasure && { erase: true }),
    })
    // What the browser's signal denies after all is asked again, with the conflict in sight.
    const refused = rows.filter((row) => row.refused(decisions))
    for (const row of rows) row.settle(refused.includes(row))
    update()
    if (takesBack) {
      report.replaceChildren()
      void done.then((sentences) => {
        report.append(...[say('saved'), ...sentences].map((sentence) => make('p', {}, sentence)))
        text.scrollTop = 0
      })
    } else if (!refused.length) {
      dialog.close()
      announce(env, model, say('saved'))
    }
  }
  const save = button(make, 'save', 'save', '', () => decide(chosen()))
  const erase = button(make, 'erase', 'erase', say('stopAndErase'), () =>
    decide(rows.some(({ takesBack }) => takesBack()) ? chosen() : model.reject(), true),
  )
  const signal = make('p', { class: 'note', part: 'signal' }, say('signalHonoured'))
  const report = make('div', { role: 'status', part: 'report' })
  const text = make(
    'div',
    { class: 'text', part: 'text' },
    report,
    make('p', {}, say('centreLead')),
    signal,
    ...model.changes().map((sentence) => make('p', { class: 'note', part: 'note' }, sentence)),
    ...rows.map(({ element }) => element),
  )
  const dialog = make(
    'dialog',
    { class: `ui ${config.banner?.theme ?? 'auto'}`, part: 'centre', lang: locale, dir, 'aria-labelledby': 'title' },
    make('h2', { id: 'title', part: 'title', tabindex: '-1', autofocus: '' }, say('centreTitle')),
    text,
    make(
      'div',
      { class: 'choice', part: 'actions' },
      button(make, 'accept', 'decide', say('accept'), () => decide(model.accept(model.purposes()))),
      button(make, 'reject', 'decide', say('reject'), () => decide(model.reject())),
    ),
    make(
      'div',
      { class: 'choice', part: 'actions' },
      save,
      erase,
      button(make, 'close', 'close', say('close'), () => dialog.close()),
    ),
  )
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
